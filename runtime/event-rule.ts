import { eventSource } from '../contracts/image-event.ts';
import type { Consumer } from './define-consumer.ts';

type EventRule = {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** The `event_pattern` of a consumer's rule; undefined for one that does not listen to the bus. */
export function eventRule(consumer: Pick<Consumer, 'listensTo' | 'where'>): EventRule | undefined {
  if (consumer.listensTo === 'uploads' || consumer.listensTo === 'clock') return undefined;
  return {
    source: [eventSource],
    'detail-type': consumer.listensTo,
    ...(consumer.where === undefined ? {} : { detail: consumer.where }),
  };
}
