import { randomUUID } from 'node:crypto';
import { open } from 'lmdb';
import type { Delivery, WorkQueue } from '../work-queue.ts';

type StoredMessage = { readonly body: string; readonly receiveCount: number };
// Messages lie in the order in which they may be received.
type MessageKey = [queue: string, visibleAt: number, id: string];

export type DurableQueue = WorkQueue & {
  /** Makes every message receivable now: after a restart nobody is working on any. */
  releaseAll(): Promise<void>;
  /** When the next message may be received, in milliseconds since 1970; undefined when none waits. */
  nextVisibleAt(): number | undefined;
  /** Calls back whenever messages are sent from this process. */
  onSend(listener: () => void): void;
};

type QueuePolicy = {
  /** After so many receives a message goes to the dead letters. */
  readonly maxReceiveCount?: number;
};

export type DurableQueues = {
  queue(name: string, policy?: QueuePolicy): DurableQueue;
  /** Sends to several queues at once: all messages are safe, or none. */
  sendAll(messages: readonly { queue: string; body: string }[]): Promise<void>;
  close(): Promise<void>;
};

/** The name of the queue that holds the dead letters of another. */
export function deadLetterQueue(queue: string): string {
  return `${queue}-dead-letters`;
}

/** Queues in one file (LMDB): every change is a transaction, and sent messages survive a power cut. */
export function openDurableQueues(path: string, now: () => Date): DurableQueues {
  const database = open<StoredMessage, MessageKey>({ path, noSubdir: true, maxReaders: 64 });
  const listeners = new Map<string, (() => void)[]>();
  let sequence = 0;

  return { queue, sendAll, close: () => database.close() };

  async function sendAll(messages: readonly { queue: string; body: string }[]): Promise<void> {
    await database.transaction(() => {
      for (const message of messages) {
        void database.put([message.queue, now().getTime(), freshId()], {
          body: message.body,
          receiveCount: 0,
        });
      }
    });
    await database.flushed;
    for (const name of new Set(messages.map((message) => message.queue))) {
      for (const listener of listeners.get(name) ?? []) listener();
    }
  }

  function queue(name: string, { maxReceiveCount = Number.POSITIVE_INFINITY }: QueuePolicy = {}) {
    const durable: DurableQueue = {
      name,
      send: (bodies) => sendAll(bodies.map((body) => ({ queue: name, body }))),
      receive,
      delete: async (receipt) => {
        await database.remove(keyOf(receipt));
      },
      changeVisibility: async (receipt, seconds) => {
        await database.transaction(() => {
          postpone(keyOf(receipt), now().getTime() + seconds * 1000);
        });
      },
      counts: async () => {
        const visible = database.getKeysCount(untilNow());
        return { visible, inFlight: database.getKeysCount(all()) - visible };
      },
      releaseAll: async () => {
        await database.transaction(() => {
          for (const key of [...database.getKeys(all())]) postpone(key, now().getTime());
        });
      },
      nextVisibleAt: () => {
        for (const key of database.getKeys({ ...all(), limit: 1 })) return key[1];
        return undefined;
      },
      onSend: (listener) => {
        listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      },
    };
    return durable;

    function all(end = Number.MAX_SAFE_INTEGER): { start: MessageKey; end: MessageKey } {
      return { start: [name, 0, ''], end: [name, end, ''] };
    }

    function untilNow() {
      return all(now().getTime() + 1);
    }

    function receive(options: { max: number; visibilitySeconds: number }) {
      return database.transaction((): readonly Delivery[] => {
        const deliveries: Delivery[] = [];
        for (const { key, value } of [
          ...database.getRange({ ...untilNow(), limit: options.max }),
        ]) {
          void database.remove(key);
          if (value.receiveCount >= maxReceiveCount) {
            void database.put([deadLetterQueue(name), now().getTime(), key[2]], value);
            continue;
          }
          const visibleAt = now().getTime() + options.visibilitySeconds * 1000;
          const received: MessageKey = [name, visibleAt, key[2]];
          const receiveCount = value.receiveCount + 1;
          void database.put(received, { ...value, receiveCount });
          deliveries.push({
            id: key[2],
            receipt: `${visibleAt}/${key[2]}`,
            body: value.body,
            receiveCount,
          });
        }
        return deliveries;
      });
    }

    function keyOf(receipt: string): MessageKey {
      const slash = receipt.indexOf('/');
      return [name, Number(receipt.slice(0, slash)), receipt.slice(slash + 1)];
    }

    function postpone(key: MessageKey, visibleAt: number): void {
      const message = database.get(key);
      if (message === undefined) return;
      void database.remove(key);
      void database.put([name, visibleAt, key[2]], message);
    }
  }

  // In the order of sending within a millisecond; unique between processes.
  function freshId(): string {
    sequence += 1;
    return `${sequence.toString().padStart(12, '0')}-${randomUUID()}`;
  }
}
