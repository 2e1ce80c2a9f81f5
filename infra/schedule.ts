import { eventSource } from '../contracts/image-event.ts';
import { tickType } from '../contracts/tick.ts';
import type { Consumer } from '../runtime/define-consumer.ts';

/** The schedule of a consumer's rule; undefined for one that does not listen to the clock. */
export function scheduleExpression({
  listensTo,
  everyMinutes,
}: Pick<Consumer, 'listensTo' | 'everyMinutes'>): string | undefined {
  if (listensTo !== 'clock' || everyMinutes === undefined) return undefined;
  // EventBridge refuses `1 minutes`.
  return `rate(${everyMinutes} ${everyMinutes === 1 ? 'minute' : 'minutes'})`;
}

// EventBridge puts the quotes around a text itself.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
const detail = '{"schemaVersion":1,"at":<at>}';

/** Makes of a schedule's event the message that a consumer takes for a tick. */
export const tickTransformer = {
  inputPaths: { at: '$.time' },
  inputTemplate: `{"source":"${eventSource}","detail-type":"${tickType}","detail":${detail}}`,
} as const;
