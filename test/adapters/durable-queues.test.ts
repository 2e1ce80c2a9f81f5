import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deadLetterQueue, openDurableQueues } from '../../runtime/local/durable-queues.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { workQueueContract } from './work-queue-contract.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-queues-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  return join(folder, 'queues');
}

async function openQueues(file?: string) {
  let now = Date.UTC(2026, 10, 20);
  const database = openLocalDatabase(file ?? (await temporaryFile()));
  const queues = openDurableQueues(database, () => new Date(now));
  cleanups.push(() => database.close());
  return {
    queues,
    pass: async (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

workQueueContract('the file', async () => {
  const { queues, pass } = await openQueues();
  const queue = queues.queue('work', { maxReceiveCount: 3 });
  return { queue, deadLetters: queues.queue(deadLetterQueue('work')), pass };
});

describe('the durable queues', () => {
  it('still hold their messages when they are opened again', async () => {
    const file = await temporaryFile();
    const first = openLocalDatabase(file);
    await openDurableQueues(first, () => new Date(0))
      .queue('work')
      .send(['a']);
    await first.close();
    const { queues } = await openQueues(file);
    expect(await queues.queue('work').receive({ max: 1, visibilitySeconds: 1 })).toHaveLength(1);
  });

  it('keep the messages of one queue from another whose name begins alike', async () => {
    const { queues } = await openQueues();
    await queues.queue('mover').send(['a']);
    expect(await queues.queue('move').counts()).toEqual({ visible: 0, inFlight: 0 });
    expect(await queues.queue('mover2').counts()).toEqual({ visible: 0, inFlight: 0 });
  });

  it('deliver in the order of sending', async () => {
    const { queues } = await openQueues();
    const bodies = Array.from({ length: 20 }, (_, index) => String(index));
    await queues.queue('work').send(bodies);
    const received = await queues.queue('work').receive({ max: 20, visibilitySeconds: 1 });
    expect(received.map(({ body }) => body)).toEqual(bodies);
  });

  it('do not count a receive that a restart interrupted', async () => {
    const { queues } = await openQueues();
    const queue = queues.queue('work', { maxReceiveCount: 1 });
    await queue.send(['a']);
    for (let restart = 0; restart < 5; restart += 1) {
      expect(await queue.receive({ max: 1, visibilitySeconds: 3600 })).toMatchObject([
        { body: 'a', receiveCount: 1 },
      ]);
      await queue.releaseInterrupted();
    }
  });

  it('let a message that failed wait for its time, whatever is restarted', async () => {
    const { queues } = await openQueues();
    const queue = queues.queue('work');
    await queue.send(['a']);
    const [delivery] = await queue.receive({ max: 1, visibilitySeconds: 3600 });
    await queue.changeVisibility(delivery?.receipt ?? '', 60);
    await queue.releaseInterrupted();
    expect(await queue.receive({ max: 1, visibilitySeconds: 1 })).toEqual([]);
  });

  it('keep a message for later, also when they are opened again', async () => {
    const file = await temporaryFile();
    const first = openLocalDatabase(file);
    const start = () => new Date(Date.UTC(2026, 10, 20));
    await openDurableQueues(first, start).queue('work').sendLater('a', 60);
    await first.close();
    const { queues, pass } = await openQueues(file);
    const queue = queues.queue('work');
    await queue.releaseInterrupted();
    expect(await queue.receive({ max: 1, visibilitySeconds: 1 })).toEqual([]);
    expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0 });
    await pass(59);
    expect(await queue.receive({ max: 1, visibilitySeconds: 1 })).toEqual([]);
    await pass(1);
    expect(await queue.receive({ max: 1, visibilitySeconds: 1 })).toMatchObject([
      { body: 'a', receiveCount: 1 },
    ]);
    expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1 });
  });

  it('hand out what was to come later when there is no later', async () => {
    const { queues, pass } = await openQueues();
    const queue = queues.queue('work');
    await queue.send(['failed']);
    const [failed] = await queue.receive({ max: 1, visibilitySeconds: 3600 });
    await queue.changeVisibility(failed?.receipt ?? '', 60);
    await queue.sendLater('a', 600);
    await queue.sendLater('b', 300);
    expect(await queue.hurry()).toBe(2);
    const hurried = await queue.receive({ max: 9, visibilitySeconds: 10 });
    expect(hurried.map(({ body }) => body).toSorted()).toEqual(['a', 'b']);
    expect(await queue.hurry()).toBe(0);
    await pass(11);
    expect(await queue.receive({ max: 9, visibilitySeconds: 10 })).toHaveLength(2);
  });

  it('give a message up that ends the process again and again', async () => {
    const { queues } = await openQueues();
    const queue = queues.queue('work');
    await queue.send(['poison']);
    for (let restart = 0; restart < 20; restart += 1) {
      expect(await queue.receive({ max: 1, visibilitySeconds: 3600 })).toHaveLength(1);
      await queue.releaseInterrupted();
    }
    expect(await queue.receive({ max: 1, visibilitySeconds: 3600 })).toEqual([]);
    expect(await queues.queue(deadLetterQueue('work')).counts()).toMatchObject({ visible: 1 });
  });

  it('ignore the receipt of a delivery that has been overtaken by another', async () => {
    const { queues, pass } = await openQueues();
    const queue = queues.queue('work');
    await queue.send(['a']);
    const [stale] = await queue.receive({ max: 1, visibilitySeconds: 10 });
    await pass(11);
    const [current] = await queue.receive({ max: 1, visibilitySeconds: 10 });
    await queue.changeVisibility(stale?.receipt ?? '', 0);
    expect(await queue.counts()).toEqual({ visible: 0, inFlight: 1 });
    await queue.delete(current?.receipt ?? '');
    expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0 });
  });
});
