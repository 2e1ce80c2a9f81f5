import { randomUUID } from 'node:crypto';
import type { Delivery, WorkQueue } from '../work-queue.ts';
import type { LocalDatabase } from './local-database.ts';
import { inTransaction } from './transactions.ts';

type StoredMessage = {
  readonly body: string;
  readonly receiveCount: number;
  /** Somebody has received it and not said yet what came of it. */
  readonly inWork: boolean;
  /** How often the process ended while it was in work. */
  readonly interruptions: number;
  /** Sent to be received later; nobody has received it yet. */
  readonly putOff?: boolean;
  /** Why it was not handled the last time. */
  readonly error?: string;
};
// Messages lie in the order in which they may be received.
type MessageKey = [queue: string, visibleAt: number, id: string];

export type DurableQueue = Omit<WorkQueue, 'changeVisibility'> & {
  /** As every queue does; what went wrong is kept for whoever looks at its dead letters. */
  changeVisibility(receipt: string, seconds: number, error?: string): Promise<void>;
  /**
   * Makes the messages receivable that were in work when the process ended. Their receive does not
   * count: whoever is killed again and again has not failed at them. A message that itself kills the
   * process comes to its end by the number of interruptions.
   */
  releaseInterrupted(): Promise<void>;
  /** Sends a message that may be received after so many seconds; it counts nowhere until then. */
  sendLater(body: string, seconds: number): Promise<void>;
  /** Makes all messages receivable that were sent for later; tells how many. */
  hurry(): Promise<number>;
  /** How many messages it holds, also such as were sent for later. */
  size(): number;
  /** When the next message may be received, in milliseconds since 1970; undefined when none waits. */
  nextVisibleAt(): number | undefined;
  /** Calls back whenever messages are sent from this process. */
  onSend(listener: () => void): void;
};

// More than a bad hour of power cuts, and few enough that one message cannot stop all others for ever.
const mostInterruptions = 20;

type QueuePolicy = {
  /** After so many receives a message goes to the dead letters. */
  readonly maxReceiveCount?: number;
};

export type DurableQueues = {
  queue(name: string, policy?: QueuePolicy): DurableQueue;
  /** Sends to several queues at once: all messages are safe, or none. */
  sendAll(messages: readonly { queue: string; body: string }[]): Promise<void>;
};

/** The name of the queue that holds the dead letters of another. */
export function deadLetterQueue(queue: string): string {
  return `${queue}-dead-letters`;
}

/** All messages of all queues. */
export function openMessages(file: LocalDatabase) {
  return file.openDB<StoredMessage, MessageKey>({ name: 'queues' });
}

/** A message that nobody has received yet. */
export function newMessage(body: string): StoredMessage {
  return { body, receiveCount: 0, inWork: false, interruptions: 0 };
}

/** Queues whose every change is a transaction; sent messages survive a power cut. */
export function openDurableQueues(file: LocalDatabase, now: () => Date): DurableQueues {
  const database = openMessages(file);
  const listeners = new Map<string, (() => void)[]>();
  let sequence = 0;

  return { queue, sendAll };

  async function sendAll(messages: readonly { queue: string; body: string }[]): Promise<void> {
    await inTransaction(database, () => {
      for (const message of messages) {
        void database.put([message.queue, now().getTime(), freshId()], newMessage(message.body));
      }
    });
    await database.flushed;
    for (const name of new Set(messages.map((message) => message.queue))) rouse(name);
  }

  function rouse(name: string): void {
    for (const listener of listeners.get(name) ?? []) listener();
  }

  function queue(name: string, { maxReceiveCount = Number.POSITIVE_INFINITY }: QueuePolicy = {}) {
    const durable: DurableQueue = {
      name,
      send: (bodies) => sendAll(bodies.map((body) => ({ queue: name, body }))),
      receive,
      delete: async (receipt) => {
        await database.remove(keyOf(receipt));
      },
      changeVisibility: async (receipt, seconds, error?) => {
        await inTransaction(database, () => {
          const key = keyOf(receipt);
          const message = database.get(key);
          if (message === undefined) return;
          const failed = error === undefined ? {} : { error };
          move(key, now().getTime() + seconds * 1000, { ...message, ...failed, inWork: false });
        });
      },
      counts: async () => {
        const visible = database.getKeysCount(untilNow());
        const later = database.getKeysCount(all()) - visible;
        return { visible, inFlight: later - waiting().length };
      },
      sendLater: async (body, seconds) => {
        const visibleAt = now().getTime() + seconds * 1000;
        await database.put([name, visibleAt, freshId()], { ...newMessage(body), putOff: true });
        await database.flushed;
        rouse(name);
      },
      hurry: async () => {
        const hurried = await inTransaction(database, () => {
          const found = waiting();
          for (const { key, value } of found) move(key, now().getTime(), value);
          return found.length;
        });
        rouse(name);
        return hurried;
      },
      releaseInterrupted: async () => {
        await inTransaction(database, () => {
          for (const { key, value } of [...database.getRange(all())]) {
            if (!value.inWork) continue;
            const { receiveCount, interruptions } = value;
            move(key, now().getTime(), {
              ...value,
              ...{ receiveCount: receiveCount - 1, inWork: false },
              interruptions: interruptions + 1,
            });
          }
        });
      },
      size: () => database.getKeysCount(all()),
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

    // Few messages lie behind the present: what is in work or waits for its next attempt, and these.
    function waiting() {
      const later = { start: untilNow().end, end: all().end };
      return [...database.getRange(later)].filter(({ value }) => value.putOff === true);
    }

    function untilNow() {
      return all(now().getTime() + 1);
    }

    function receive(options: { max: number; visibilitySeconds: number }) {
      return inTransaction(database, (): readonly Delivery[] => {
        const deliveries: Delivery[] = [];
        for (const { key, value } of [
          ...database.getRange({ ...untilNow(), limit: options.max }),
        ]) {
          void database.remove(key);
          if (value.receiveCount >= maxReceiveCount || value.interruptions >= mostInterruptions) {
            void database.put([deadLetterQueue(name), now().getTime(), key[2]], value);
            continue;
          }
          const visibleAt = now().getTime() + options.visibilitySeconds * 1000;
          const received: MessageKey = [name, visibleAt, key[2]];
          const receiveCount = value.receiveCount + 1;
          const { putOff: _, ...message } = value;
          void database.put(received, { ...message, receiveCount, inWork: true });
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

    function move(key: MessageKey, visibleAt: number, message: StoredMessage): void {
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
