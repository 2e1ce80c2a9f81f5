import { formatWakeUp } from '../../contracts/wake-up.ts';
import type { Timers } from '../timers.ts';
import type { DurableQueue } from './durable-queues.ts';

/** Timers made of messages that are put off; they survive the end of the process. */
export function localTimers(queue: Pick<DurableQueue, 'sendLater'>): Timers {
  return {
    later: (wakeUp, delaySeconds) =>
      queue.sendLater(formatWakeUp(wakeUp), Math.max(delaySeconds, 0)),
  };
}
