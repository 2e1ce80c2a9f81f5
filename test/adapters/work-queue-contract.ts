import { describe, expect, it } from 'vitest';
import type { WorkQueue } from '../../runtime/work-queue.ts';

export type QueueUnderTest = {
  /** A queue that gives a message up after three receives. */
  readonly queue: WorkQueue;
  readonly deadLetters: WorkQueue;
  /** Lets time pass, for the queue at least. */
  pass(seconds: number): Promise<void>;
};

const receive = { max: 10, visibilitySeconds: 30 };

/** What every work queue has to do; each adapter runs it on itself. */
export function workQueueContract(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} as a work queue`, () => {
    it('delivers every message, and counts the first receive as one', async () => {
      const { queue } = await open();
      await queue.send(['a', 'b', 'c']);
      const deliveries = await queue.receive(receive);
      expect(deliveries.map(({ body }) => body).toSorted()).toEqual(['a', 'b', 'c']);
      expect(deliveries.map(({ receiveCount }) => receiveCount)).toEqual([1, 1, 1]);
    });

    it('gives a message to one of many receivers only', async () => {
      const { queue } = await open();
      await queue.send(Array.from({ length: 50 }, (_, index) => String(index)));
      const receivers = Array.from({ length: 10 }, () => queue.receive(receive));
      const bodies = (await Promise.all(receivers)).flat().map(({ body }) => body);
      expect(new Set(bodies).size).toBe(bodies.length);
    });

    it('hands out no more messages than asked for', async () => {
      const { queue } = await open();
      await queue.send(['a', 'b', 'c']);
      expect(await queue.receive({ ...receive, max: 2 })).toHaveLength(2);
    });

    it('forgets a deleted message', async () => {
      const { queue, pass } = await open();
      await queue.send(['a']);
      for (const { receipt } of await queue.receive(receive)) await queue.delete(receipt);
      await pass(60);
      expect(await queue.receive(receive)).toEqual([]);
      expect(await queue.counts()).toEqual({ visible: 0, inFlight: 0 });
    });

    it('delivers a message again when nobody deleted it in time', async () => {
      const { queue, pass } = await open();
      await queue.send(['a']);
      await queue.receive(receive);
      expect(await queue.receive(receive)).toEqual([]);
      await pass(31);
      expect(await queue.receive(receive)).toMatchObject([{ body: 'a', receiveCount: 2 }]);
    });

    it('postpones a message as long as it is told', async () => {
      const { queue, pass } = await open();
      await queue.send(['a']);
      const [first] = await queue.receive(receive);
      await queue.changeVisibility(first?.receipt ?? '', 5);
      expect(await queue.receive(receive)).toEqual([]);
      await pass(6);
      expect(await queue.receive(receive)).toMatchObject([{ body: 'a' }]);
    });

    it('keeps what was received a third time and failed among the dead letters', async () => {
      const { queue, deadLetters, pass } = await open();
      await queue.send(['poison']);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        expect(await queue.receive(receive)).toHaveLength(1);
        await pass(31);
      }
      expect(await queue.receive(receive)).toEqual([]);
      expect(await deadLetters.receive(receive)).toMatchObject([{ body: 'poison' }]);
    });

    it('counts what waits and what is being worked on', async () => {
      const { queue } = await open();
      await queue.send(['a', 'b', 'c']);
      await queue.receive({ ...receive, max: 1 });
      expect(await queue.counts()).toEqual({ visible: 2, inFlight: 1 });
    });
  });
}
