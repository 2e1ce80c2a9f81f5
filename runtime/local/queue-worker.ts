import type { HandleMessage, HandlerOutcome } from '../define-consumer.ts';
import type { Logger } from '../logger.ts';
import { oneLine } from '../one-line.ts';
import type { Delivery } from '../work-queue.ts';
import type { DurableQueue } from './durable-queues.ts';

type QueueWorkerOptions = {
  readonly queue: DurableQueue;
  readonly handle: HandleMessage;
  readonly concurrency: number;
  /** A message whose handler takes longer is given to another. */
  readonly visibilitySeconds: number;
  readonly retrySeconds: (receiveCount: number) => number;
  readonly log: Logger;
  readonly now: () => Date;
  readonly onOutcome: (outcome: HandlerOutcome) => void;
};

export type QueueWorker = {
  /** Takes no more messages; resolves when those under way are done. */
  stop(): Promise<void>;
};

// Messages that other processes send are found by looking now and then.
const longestSleepMilliseconds = 1_000;
const mostErrorLetters = 500;

/** Works a queue off, several messages at a time, as an event source mapping does on AWS. */
export function startQueueWorker(options: QueueWorkerOptions): QueueWorker {
  const { queue, concurrency, log } = options;
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let woken = false;
  let wake: () => void = () => undefined;
  queue.onSend(rouse);
  const running = run();

  return {
    stop: async () => {
      stopped = true;
      rouse();
      await running;
      await Promise.all(underWay);
    },
  };

  async function run(): Promise<void> {
    while (!stopped) {
      if (underWay.size >= concurrency) {
        await Promise.race(underWay);
        continue;
      }
      woken = false;
      const deliveries = await receive();
      for (const delivery of deliveries ?? []) start(delivery);
      if (deliveries === undefined) await sleep(longestSleepMilliseconds);
      else if (deliveries.length === 0) await sleep(untilNextMessage());
    }
  }

  async function receive(): Promise<readonly Delivery[] | undefined> {
    try {
      return await queue.receive({
        max: concurrency - underWay.size,
        visibilitySeconds: options.visibilitySeconds,
      });
    } catch (error) {
      log.error('queue not readable', { queue: queue.name, error });
      return undefined;
    }
  }

  function start(delivery: Delivery): void {
    const work = handleDelivery(delivery).finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function handleDelivery(delivery: Delivery): Promise<void> {
    const startedAt = options.now().getTime();
    const facts = { consumer: queue.name, messageId: delivery.id, attempt: delivery.receiveCount };
    try {
      for (const outcome of await options.handle(delivery.body)) {
        options.onOutcome(outcome);
        log.info('handled', { ...facts, ...outcome, ms: options.now().getTime() - startedAt });
      }
      await queue.delete(delivery.receipt);
    } catch (error) {
      log.error('not handled, to be tried again', { ...facts, error });
      await queue
        .changeVisibility(
          delivery.receipt,
          options.retrySeconds(delivery.receiveCount),
          oneLine(String(error)).slice(0, mostErrorLetters),
        )
        .catch((cause) => log.error('queue not writable', { ...facts, error: cause }));
    }
  }

  function untilNextMessage(): number {
    const due = queue.nextVisibleAt() ?? Number.POSITIVE_INFINITY;
    return Math.min(Math.max(due - options.now().getTime(), 0), longestSleepMilliseconds);
  }

  function rouse(): void {
    woken = true;
    wake();
  }

  // Ends early when a message is sent; one that came while looking must not be slept over.
  async function sleep(milliseconds: number): Promise<void> {
    if (woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
