import type { DomainEvent } from '../contracts/image-event.ts';

/** Tells the independent consumers what happened. Resolves when every event is safely on its way. */
export interface EventBus {
  publish(events: readonly DomainEvent[]): Promise<void>;
}
