import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkLife } from './check-life.ts';
import { type Fate, fates } from './faulty.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const consumers = ['classifier', 'mover', 'thumbnailer', 'notifier'];
const kinds = ['alarm', 'quiet', 'rejected'] as const;

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  pictures = await faultPictures(1);
});

type Plan = ReadonlyMap<number, Fate>;

/** One picture through the whole pipeline, while some calls of one consumer go wrong. */
async function runWith(kind: (typeof kinds)[number], consumer: string, plan: Plan) {
  const picture = pictures.find((one) => one.kind === kind);
  if (picture === undefined) throw new Error(`there is no ${kind} picture`);
  const calls: string[] = [];
  const run = await pipeline({
    decide: (name, call) => (name === consumer ? plan.get(calls.push(call) - 1) : undefined),
  });
  await run.upload('upload/garden/20261120-140219.jpg', picture);
  await run.settle();
  return { run, calls, problems: await checkLife(run) };
}

describe.each(kinds)('a picture that is to be %s', (kind) => {
  it.each(consumers)('is safe at every call of the %s, and at every two of them', async (name) => {
    const { calls, problems } = await runWith(kind, name, new Map());
    expect(problems).toEqual([]);
    for (const [at, call] of calls.entries()) {
      for (const fate of fates) {
        const { run, problems: found } = await runWith(kind, name, new Map([[at, fate]]));
        const where = `${fate} at ${name}'s call ${at} (${call})`;
        expect([where, run.faults, found]).toEqual([where, [fate], []]);
        // Paid once, unless nobody can know that it was paid.
        const isUnknown = call === 'label' && fate !== 'refused' && fate !== 'death-before';
        const afterPaying = calls.indexOf('label') >= 0 && at > calls.indexOf('label');
        const isUnrecorded = afterPaying && at <= calls.lastIndexOf('put');
        if (!isUnknown && !isUnrecorded) {
          expect([where, run.labelled.length]).toEqual([where, kind === 'rejected' ? 0 : 1]);
        }
        const isTold = call === 'send' && (fate === 'answer-lost' || fate === 'death-after');
        const isUnnoted = calls.indexOf('send') >= 0 && at > calls.indexOf('send');
        if (!isTold && !isUnnoted) {
          expect([where, run.told.length]).toEqual([where, kind === 'quiet' ? 0 : 1]);
        }
      }
    }
    for (const [first] of calls.entries()) {
      for (let second = first + 1; second < 2 * calls.length; second += 1) {
        for (const [a, b] of pairs) {
          const plan: Plan = new Map([
            [first, a],
            [second, b],
          ]);
          const { problems: found } = await runWith(kind, name, plan);
          const where = `${name}: ${a} at ${first}, ${b} at ${second}`;
          expect([where, found]).toEqual([where, []]);
        }
      }
    }
  });
});

// What was done and not noted is the harder case; the longer run has every combination.
const pairs: readonly (readonly [Fate, Fate])[] =
  process.env.FAULT_PAIRS === 'all'
    ? fates.flatMap((a) => fates.map((b): [Fate, Fate] => [a, b]))
    : [
        ['death-after', 'death-after'],
        ['death-before', 'death-after'],
      ];
