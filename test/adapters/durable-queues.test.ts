import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deadLetterQueue, openDurableQueues } from '../../runtime/local/durable-queues.ts';
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
  const queues = openDurableQueues(file ?? (await temporaryFile()), () => new Date(now));
  cleanups.push(() => queues.close());
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
    const first = openDurableQueues(file, () => new Date(0));
    await first.queue('work').send(['a']);
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

  it('make everything receivable at once when a restart releases it', async () => {
    const { queues } = await openQueues();
    const queue = queues.queue('work');
    await queue.send(['a']);
    await queue.receive({ max: 1, visibilitySeconds: 3600 });
    await queue.releaseAll();
    expect(await queue.receive({ max: 1, visibilitySeconds: 1 })).toMatchObject([
      { body: 'a', receiveCount: 2 },
    ]);
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
