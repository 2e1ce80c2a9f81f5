import type { DeadLetter, DeadLetters } from '../dead-letters.ts';
import type { NamedConsumer } from '../discover-consumers.ts';
import { deadLetterQueue, newMessage, openMessages } from './durable-queues.ts';
import type { LocalDatabase } from './local-database.ts';
import { localQueueName } from './local-queue-name.ts';
import { inTransaction } from './transactions.ts';

/** The dead letters of this machine, also while the pipeline works its queues off. */
export function localDeadLetters(
  file: LocalDatabase,
  consumers: readonly NamedConsumer[],
  now: () => Date,
): DeadLetters {
  const database = openMessages(file);
  return {
    counts: async () =>
      consumers.map(({ name }) => {
        const letters = entriesOf(name);
        const [first] = letters;
        const oldest = first === undefined ? {} : { oldest: new Date(first.key[1]) };
        return { queue: name, count: letters.length, ...oldest };
      }),
    read: async (name, most) =>
      entriesOf(name)
        .slice(0, most)
        .map(({ key, value }): DeadLetter => {
          const { body, receiveCount, error } = value;
          const known = error === undefined ? {} : { error };
          return { id: key[2], body, since: new Date(key[1]), receiveCount, ...known };
        }),
    redrive: (name, id) =>
      changeEach({ name, id }, ({ key, value }) => {
        void database.put([queueOf(name), now().getTime(), key[2]], newMessage(value.body));
      }),
    drop: (name, id) => changeEach({ name, id }, () => undefined),
  };

  function queueOf(name: string): string {
    const found = consumers.find((one) => one.name === name);
    if (found === undefined)
      throw new RangeError(`find the dead letters of ${name}: there are none`);
    return localQueueName(found);
  }

  function entriesOf(name: string) {
    const queue = deadLetterQueue(queueOf(name));
    const all = { start: [queue, 0, ''], end: [queue, Number.MAX_SAFE_INTEGER, ''] } as const;
    return [...database.getRange({ start: [...all.start], end: [...all.end] })];
  }

  async function changeEach(
    { name, id }: { readonly name: string; readonly id: string | undefined },
    change: (entry: ReturnType<typeof entriesOf>[number]) => void,
  ): Promise<number> {
    const count = await inTransaction(database, () => {
      const chosen = entriesOf(name).filter(({ key }) => id === undefined || key[2] === id);
      for (const entry of chosen) {
        void database.remove(entry.key);
        change(entry);
      }
      return chosen.length;
    });
    await database.flushed;
    return count;
  }
}
