import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { checkLife } from './check-life.ts';
import { fates } from './faulty.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { type Pipeline, pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

// A longer run takes its own: npm run test:soak.
const seed = Number(process.env.FAULT_SEED ?? 20_261_120);
const runs = Number(process.env.FAULT_RUNS ?? 150);

const cameras = ['garden', 'door'];
// Few names, so that pictures are uploaded over others again and again.
const files = ['20261120-140219.jpg', 'snapshot.jpg', 'ä +%2B "<b>.jpg'];

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  pictures = await faultPictures(8);
});

const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('upload'), at: fc.nat(1_000) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('deliver'), at: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('duplicate'), at: fc.nat(1_000) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('redrive'), at: fc.constant(0) }) },
);
const fate = fc.oneof(
  { weight: 7, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...fates) },
);

const life = fc.record({
  actions: fc.array(action, { minLength: 10, maxLength: 40, size: 'max' }),
  fateOfCalls: fc.array(fate, { minLength: 20, maxLength: 200, size: 'max' }),
  order: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }),
});

it(`loses, doubles and mixes up nothing, whatever happens (FAULT_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ actions, fateOfCalls, order }) => {
      let call = 0;
      let choice = 0;
      const run = await pipeline({
        decide: () => fateOfCalls[call++ % fateOfCalls.length],
        random: () => order[choice++ % order.length] ?? 0,
      });
      for (const { does, at } of actions) await act(run, does, at);
      await run.settle();
      run.endFaults();
      // What was given up is not lost: somebody mends the cause, and has it done again.
      run.queues.redrive();
      await run.settle();
      expect(await checkLife(run)).toEqual([]);
    }),
    { seed, numRuns: runs },
  );
}, 3_600_000);

async function act(run: Pipeline, does: string, at: number): Promise<void> {
  switch (does) {
    case 'upload': {
      const picture = pictures[run.uploads.length];
      if (picture === undefined) return;
      const key = `upload/${cameras[at % 2]}/${files[at % 3]}`;
      await run.upload(key, picture);
      return;
    }
    case 'duplicate':
      return run.again(at);
    case 'redrive':
      return run.queues.redrive();
    case 'deliver':
      await run.deliver();
  }
}
