import { beforeAll, describe, expect, it, vi } from 'vitest';
import { labelerOutageKey } from '../contracts/state-key.ts';
import { checkConservation } from './faults/check-conservation.ts';
import { type FaultPicture, faultPictures } from './faults/pictures.ts';
import { type Pipeline, pipeline } from './faults/pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const hour = 60 * 60 * 1000;
const key = 'upload/garden/20261120-140219.jpg';

let pictures: readonly FaultPicture[];
beforeAll(async () => {
  pictures = await faultPictures(1);
});

function pictureOf(kind: FaultPicture['kind']): FaultPicture {
  const picture = pictures.find((one) => one.kind === kind);
  if (picture === undefined) throw new Error(`there is no ${kind} picture`);
  return picture;
}

/** All messages are gone, as after somebody purged a queue. */
function loseMessages({ queues }: Pipeline): void {
  while (queues.take(0) !== undefined);
  queues.dead.splice(0);
}

async function sweepAfter(run: Pipeline, milliseconds: number): Promise<void> {
  run.wait(milliseconds);
  await run.wake('sweeper');
  await run.settle();
}

/** What is wrong; an alarm that comes so late is filed, and rings no more. */
async function problemsOf(run: Pipeline): Promise<readonly string[]> {
  const problems = await checkConservation(run);
  return problems.filter((problem) => !problem.endsWith(': 0 messages'));
}

const swept = (run: Pipeline) =>
  run.outcomes.flatMap(({ consumer, outcome }) => (consumer === 'sweeper' ? [outcome] : []));

describe('the sweep', () => {
  it.each(['alarm', 'quiet', 'rejected'] as const)(
    'brings a picture that is to be %s home of which nobody is told',
    async (kind) => {
      const run = await pipeline();
      await run.upload(key, pictureOf(kind));
      loseMessages(run);
      await sweepAfter(run, hour - 1);
      expect(run.store.keys()).toContain(key);
      await sweepAfter(run, hour);
      expect(await problemsOf(run)).toEqual([]);
    },
  );

  it('publishes the event of a record that was written by somebody who died over it', async () => {
    const run = await pipeline({
      decide: (consumer, call) =>
        consumer === 'classifier' && call === 'publish' ? 'death-before' : undefined,
    });
    await run.upload(key, pictureOf('alarm'));
    await run.settle();
    expect(run.queues.dead).toHaveLength(1);
    loseMessages(run);
    run.endFaults();
    await sweepAfter(run, hour);
    expect(await problemsOf(run)).toEqual([]);
    expect(run.labelled).toHaveLength(1);
  });

  it('lists what was filed and is not on the page, and rings no second time', async () => {
    const run = await pipeline({
      decide: (consumer, call) =>
        consumer === 'thumbnailer' && call === 'put' ? 'refused' : undefined,
    });
    await run.upload(key, pictureOf('alarm'));
    await run.settle();
    loseMessages(run);
    run.endFaults();
    expect(await checkConservation(run)).not.toEqual([]);
    // Ten at night: nothing is compared.
    await sweepAfter(run, 8 * hour);
    expect(await checkConservation(run)).not.toEqual([]);
    await sweepAfter(run, 6 * hour);
    expect(await checkConservation(run)).toEqual([]);
    expect(run.told).toHaveLength(1);
    expect(swept(run)).toEqual([
      expect.objectContaining({ outcome: 'swept' }),
      expect.objectContaining({ outcome: 'mended', eventsRepeated: 1 }),
    ]);
    // And now there is nothing to do.
    await sweepAfter(run, 24 * hour);
    expect(swept(run).at(-1)).toMatchObject({ outcome: 'swept', strays: 0 });
  });

  it('leaves alone what has a message, or waits for the labeler', async () => {
    const run = await pipeline();
    await run.upload(key, pictureOf('quiet'));
    run.wait(hour);
    await run.wake('sweeper');
    // The sweeper is faster than the picture's own message.
    while ((await run.deliverTo('sweeper')) === true);
    expect(swept(run)).toEqual([expect.objectContaining({ outcome: 'swept', waiting: 1 })]);
    loseMessages(run);
    const down = {
      ...{ schemaVersion: 1, state: 'down', since: '2026-11-20T13:02:11.000Z' },
      ...{ reason: 'no-answer', held: 1, failed: [], told: 'yes', probes: 3 },
      probeAt: '2026-11-20T13:03:11.000Z',
    };
    await run.store.put(labelerOutageKey, Buffer.from(JSON.stringify(down)));
    await sweepAfter(run, 5 * hour);
    expect(swept(run).at(-1)).toMatchObject({ outcome: 'swept', stragglers: 1, waiting: 1 });
    expect(run.labelled).toEqual([]);
  });

  it('tells of a picture that nothing cures less and less often', async () => {
    const run = await pipeline({
      decide: (consumer, call) =>
        consumer === 'classifier' && call === 'get' ? 'refused' : undefined,
    });
    await run.upload(key, pictureOf('quiet'));
    await run.settle();
    const begun = run.now().getTime();
    for (let hours = 1; hours <= 72; hours += 1) {
      await sweepAfter(run, begun + hours * hour - run.now().getTime());
    }
    const told = swept(run).map(({ outcome }, index) => (outcome === 'mended' ? index + 1 : 0));
    expect(told.filter((hours) => hours > 0)).toEqual([1, 6, 24, 48, 72]);
  });

  it('rests when the clock ticks again', async () => {
    const run = await pipeline();
    await sweepAfter(run, hour);
    await sweepAfter(run, 60_000);
    await sweepAfter(run, hour);
    expect(swept(run).map(({ outcome }) => outcome)).toEqual(['swept', 'rested', 'swept']);
  });
});
