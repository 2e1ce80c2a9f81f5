import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { defineConsumer } from '../../runtime/define-consumer.ts';
import { openDurableQueues } from '../../runtime/local/durable-queues.ts';
import { localBus } from '../../runtime/local/local-bus.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { eventBusContract } from './event-bus-contract.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const shape = {
  needs: [],
  grants: {},
  memoryMb: 128,
  timeoutSeconds: 1,
  batchSize: 1,
  concurrency: 1,
  load: async () => ({ createHandle: () => async () => ({ outcome: 'done' }) }),
} as const;

eventBusContract('the local bus', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-bus-'));
  const database = openLocalDatabase(join(folder, 'database'));
  const queues = openDurableQueues(database, () => new Date());
  cleanups.push(
    () => rm(folder, { recursive: true }),
    () => database.close(),
  );
  const alarms = defineConsumer({
    ...shape,
    listensTo: ['ImageClassified'],
    where: { outcome: ['alarm'] },
  });
  const everything = defineConsumer({ ...shape, listensTo: ['ImageClassified', 'ImageRejected'] });
  const take = (name: string) => async () =>
    (await queues.queue(name).receive({ max: 100, visibilitySeconds: 1 })).map(({ body }) => body);
  return {
    bus: localBus(
      queues,
      [
        { name: 'alarms', consumer: alarms },
        { name: 'everything', consumer: everything },
      ],
      () => new Date(),
    ),
    alarms: take('alarms'),
    everything: take('everything'),
  };
});
