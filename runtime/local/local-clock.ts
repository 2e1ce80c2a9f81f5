import { formatTick } from '../../contracts/tick.ts';
import type { Logger } from '../logger.ts';
import type { DurableQueue } from './durable-queues.ts';

type LocalClockOptions = {
  /** Of those who listen to the clock. */
  readonly queues: readonly Pick<DurableQueue, 'name' | 'send' | 'counts'>[];
  readonly now: () => Date;
  readonly log: Logger;
};

export type LocalClock = {
  /** Resolves when the ticks until now are in their queues. */
  sent(): Promise<void>;
  stop(): Promise<void>;
};

const tickMilliseconds = 60_000;
// A machine that ticks later than that was asleep, or its clock was set.
const longestGapMilliseconds = 3 * tickMilliseconds;

/** Ticks at once and every minute, as a schedule does on AWS. */
export function startLocalClock({ queues, now, log }: LocalClockOptions): LocalClock {
  let awakeSince = now();
  let last = awakeSince;
  let sending: Promise<void> = Promise.resolve();
  tick();
  const timer = setInterval(tick, tickMilliseconds);
  return {
    sent: () => sending,
    stop: () => {
      clearInterval(timer);
      return sending;
    },
  };

  function tick(): void {
    const at = now();
    const gap = at.getTime() - last.getTime();
    if (gap < 0 || gap > longestGapMilliseconds) awakeSince = at;
    last = at;
    const message = formatTick({
      ...{ schemaVersion: 1, at: at.toISOString() },
      awakeSince: awakeSince.toISOString(),
    });
    sending = sending.then(async () => {
      for (const queue of queues) {
        await send(queue, message).catch((error) =>
          log.error('tick not sent', { queue: queue.name, error }),
        );
      }
    });
  }

  // Whoever has not come to the last one yet needs no further.
  async function send(queue: (typeof queues)[number], message: string): Promise<void> {
    if ((await queue.counts()).visible === 0) await queue.send([message]);
  }
}
