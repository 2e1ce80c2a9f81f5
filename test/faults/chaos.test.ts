import fc from 'fast-check';
import { beforeAll, expect, it, vi } from 'vitest';
import { LabelerUnavailableError } from '../../runtime/labeler.ts';
import { act, anyAction, judgeAgain, type Life } from './actions.ts';
import { checkLife } from './check-life.ts';
import { type Fate, fates } from './faulty.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { pipeline } from './pipeline.ts';
import { reference } from './reference.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

// A longer run takes its own: npm run test:soak. With the path that a failure prints, only that life.
const seed = Number(process.env.FAULT_SEED ?? 20_261_120);
const path = process.env.FAULT_PATH;
const runs = Number(process.env.FAULT_RUNS ?? 120);

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  pictures = await faultPictures(8);
});

const fate = fc.oneof(
  { weight: 7, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...fates) },
);

const life = fc.record({
  actions: fc.array(anyAction, { minLength: 10, maxLength: 60, size: 'max' }),
  fateOfCalls: fc.oneof(
    { weight: 3, arbitrary: fc.array(fate, { minLength: 20, maxLength: 200, size: 'max' }) },
    // Nothing breaks: so nothing may be done twice.
    { weight: 1, arbitrary: fc.constant([undefined]) },
  ),
  order: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 }),
  hasVersions: fc.boolean(),
});

it(`loses, doubles and mixes up nothing, whatever happens (FAULT_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ actions, fateOfCalls, order, hasVersions }) => {
      let [call, choice] = [0, 0];
      const run = await pipeline({
        hasVersions,
        decide: () => fateOf(fateOfCalls, call++),
        random: () => order[choice++ % order.length] ?? 0,
        unavailable: () => {
          one.throttled -= 1;
          return one.throttled < 0 ? undefined : throttling();
        },
        cameras: [{ camera: 'garden' }, { camera: 'door', silentAfterMinutes: 60 }],
      });
      const known = reference(run);
      const one: Life = { run, known, pictures, overwrites: hasVersions, throttled: 0 };
      for (const action of actions) await act(one, action);
      await run.settle();
      run.endFaults();
      one.throttled = 0;
      // What was given up is not lost: somebody mends the cause, and has it done again.
      run.queues.redrive();
      await run.settle();
      await judgeAgain(one);
      await run.settle();
      expect(await checkLife(run, known.problems)).toEqual([]);
    }),
    { seed, numRuns: runs, ...(path === undefined ? {} : { path }) },
  );
}, 3_600_000);

// Round by round in another phase: or somebody who always does the same would always die at the same.
function fateOf(fateOfCalls: readonly (Fate | undefined)[], call: number): Fate | undefined {
  const round = Math.floor(call / fateOfCalls.length);
  return fateOfCalls[(call + (round * (round + 1)) / 2) % fateOfCalls.length];
}

function throttling(): LabelerUnavailableError {
  return new LabelerUnavailableError('label image', { reason: 'throttled', cause: undefined });
}
