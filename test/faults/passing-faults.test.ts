import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LabelerUnavailableError } from '../../runtime/labeler.ts';
import { checkConservation } from './check-conservation.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { type Pipeline, pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const calls = {
  classifier: ['get', 'put', 'label', 'publish'],
  mover: ['copy', 'delete'],
  thumbnailer: ['get', 'put', 'later'],
  notifier: ['get', 'put', 'send'],
};
const every = Object.entries(calls).flatMap(([consumer, names]) =>
  names.map((name) => [consumer, name] as const),
);
const mostReceives = 5;

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  // What can be read: nothing but a fault could bring it into the error folder.
  pictures = (await faultPictures(2)).filter(({ kind }) => kind !== 'rejected');
});

async function uploadAll(run: Pipeline): Promise<void> {
  for (const [n, picture] of pictures.entries())
    await run.upload(`upload/garden/${n}.jpg`, picture);
}

const rejected = ({ store }: Pipeline) =>
  store.keys().filter((key) => key.startsWith('jpg_error/'));

describe.each(every)('what the %s does by %s', (consumer, name) => {
  it.each(['refused', 'answer-lost'] as const)(
    'is %s until somebody mends it: nothing is rejected, and all is done once it is put back',
    async (fate) => {
      const run = await pipeline({
        decide: (who, call) => (who === consumer && call === name ? fate : undefined),
      });
      await uploadAll(run);
      await run.settle();
      expect(run.faults.length).toBeGreaterThan(0);
      expect(rejected(run)).toEqual([]);
      expect(run.labelled.length).toBeLessThanOrEqual(mostReceives * pictures.length);
      run.endFaults();
      run.queues.redrive();
      await run.settle();
      expect(await checkConservation(run)).toEqual([]);
    },
  );
});

describe.each(['throttled', 'no-answer', 'failed', 'denied'] as const)(
  'a labeler that is away (%s)',
  (reason) => {
    it.each([1, 2, 3, 5, 8, 13, 50])('for %i calls spoils no picture', async (times) => {
      let left = times;
      const run = await pipeline({
        unavailable: () => {
          left -= 1;
          if (left < 0) return undefined;
          return new LabelerUnavailableError('label image', { reason, cause: undefined });
        },
      });
      await uploadAll(run);
      await run.settle();
      expect(rejected(run)).toEqual([]);
      run.queues.redrive();
      await run.settle();
      expect(await checkConservation(run)).toEqual([]);
      expect(run.labelled).toHaveLength(times + pictures.length);
    });
  },
);
