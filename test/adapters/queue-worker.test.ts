import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { HandleMessage } from '../../runtime/define-consumer.ts';
import { deadLetterQueue, openDurableQueues } from '../../runtime/local/durable-queues.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { startQueueWorker } from '../../runtime/local/queue-worker.ts';

const done = [{ outcome: 'done' }];

async function startWorker(handle: HandleMessage, { concurrency = 4 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-worker-'));
  const database = openLocalDatabase(join(folder, 'database'));
  const queues = openDurableQueues(database, () => new Date());
  const queue = queues.queue('work', { maxReceiveCount: 3 });
  const errors: unknown[] = [];
  const worker = startQueueWorker({
    ...{ queue, handle, concurrency, visibilitySeconds: 60, retrySeconds: () => 0 },
    log: { info: () => {}, warn: () => {}, error: (_, fields) => errors.push(fields?.error) },
    now: () => new Date(),
    onOutcome: () => {},
  });
  const close = async () => {
    await worker.stop();
    await database.close();
    await rm(folder, { recursive: true });
  };
  onTestFinished(close);
  const empty = () =>
    expect.poll(() => queue.counts(), { interval: 5 }).toEqual({ visible: 0, inFlight: 0 });
  return { queue, deadLetters: queues.queue(deadLetterQueue('work')), worker, errors, empty };
}

it('handles what is sent, at once', async () => {
  const seen: string[] = [];
  const { queue, empty } = await startWorker(async (body) => {
    seen.push(body);
    return done;
  });
  await queue.send(['a', 'b']);
  await empty();
  expect(seen.toSorted()).toEqual(['a', 'b']);
});

it('tries a failed message again, then keeps it among the dead letters; others go on', async () => {
  const attempts: string[] = [];
  const { queue, deadLetters, errors, empty } = await startWorker(async (body) => {
    attempts.push(body);
    if (body === 'poison') throw new Error('indigestible');
    return done;
  });
  await queue.send(['poison', 'a', 'b']);
  await empty();
  expect(attempts.filter((body) => body === 'poison')).toHaveLength(3);
  expect(await deadLetters.counts()).toEqual({ visible: 1, inFlight: 0 });
  expect(errors).toHaveLength(3);
});

it('handles no more at a time than it may, and nothing after it was stopped', async () => {
  let [underWay, most] = [0, 0];
  const { queue, worker, empty } = await startWorker(
    async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return done;
    },
    { concurrency: 3 },
  );
  await queue.send(Array.from({ length: 20 }, (_, index) => String(index)));
  await empty();
  expect(most).toBe(3);
  await worker.stop();
  await queue.send(['late']);
  expect(await queue.counts()).toEqual({ visible: 1, inFlight: 0 });
});
