import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import type { Verdict } from '../contracts/feedback.ts';
import { GalleryShardSchema } from '../contracts/gallery-index.ts';
import { galleryDayPrefix } from '../contracts/gallery-key.ts';
import { acceptFeedback } from '../services/feedback/accept-feedback.ts';
import { surroundings } from './adapters/surroundings.ts';
import { type Fate, fates, faultyProcess } from './faults/faulty.ts';
import { faultPictures } from './faults/pictures.ts';
import { type Pipeline, pipeline } from './faults/pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const hour = 60 * 60 * 1000;
const key = 'upload/garden/20261120-140219.jpg';
const day = '2026-11-20';
const filed = 'jpg_quiet/garden/20261120-140219.jpg';

/** A picture that is filed and listed, and that its owner may judge. */
async function filedPicture() {
  const [picture] = (await faultPictures(1)).filter(({ kind }) => kind === 'quiet');
  if (picture === undefined) throw new Error('there is no quiet picture');
  const run = await pipeline();
  const { imageId } = await run.upload(key, picture);
  await run.settle();
  const recordKey = `records/garden/${day}/${imageId}.json`;
  const turned = `jpg_alarm/garden/20261120-140219-${imageId.slice(0, 8)}.jpg`;
  return { run, imageId, turned, judge, shown };

  /** The page sends a judgement; the process that takes it may die over it. */
  async function judge(
    verdict: Verdict,
    decide: (call: string) => Fate | undefined = () => undefined,
  ) {
    const { wrap } = faultyProcess(decide);
    await acceptFeedback(
      {
        ...{ method: 'POST', host: 'localhost' },
        headers: { 'content-type': 'application/json', 'x-intellicam': '1' },
        body: Buffer.from(JSON.stringify({ recordKey, verdict })),
      },
      {
        ...{ ...surroundings(), now: run.now },
        blobs: wrap(run.store, ['get', 'put']),
        events: wrap(run.events, ['publish']),
      },
    ).catch(() => undefined);
    await run.settle();
  }

  async function shown(): Promise<Verdict | undefined> {
    const [shard = ''] = run.store
      .keys()
      .filter((one) => one.startsWith(galleryDayPrefix(day)) && one.endsWith('/garden.json'));
    const bytes = (await run.store.get(shard))?.bytes ?? new Uint8Array();
    const { entries } = v.parse(GalleryShardSchema, JSON.parse(Buffer.from(bytes).toString()));
    return entries[imageId]?.judgement?.verdict;
  }
}

/** Until half past four in the morning, when the sweeper compares days. */
function untilNight({ now }: Pipeline): number {
  const time = now().getTime() - 3.5 * hour;
  return 24 * hour - (time % (24 * hour));
}

async function sweepAtNight(run: Pipeline): Promise<void> {
  run.wait(untilNight(run));
  await run.wake('sweeper');
  await run.settle();
}

const swept = (run: Pipeline) =>
  run.outcomes.flatMap(({ consumer, outcome }) => (consumer === 'sweeper' ? [outcome] : []));

describe('a judgement that was kept', () => {
  const dies: Readonly<Record<string, Fate>> = { publish: 'death-before' };
  const dieOver = (call: string) => dies[call];

  it('is told of by the sweep when whoever kept it died before they told of it', async () => {
    const { run, turned, judge, shown } = await filedPicture();
    await judge('missed', dieOver);
    expect([await shown(), run.store.keys().includes(filed)]).toEqual([undefined, true]);
    await sweepAtNight(run);
    expect([await shown(), run.store.keys().includes(turned)]).toEqual(['missed', true]);
    expect(swept(run).at(-1)).toMatchObject({ outcome: 'mended', judgementsRepeated: 1 });
    expect(run.told).toEqual([]);
    await sweepAtNight(run);
    expect(swept(run).at(-1)).toMatchObject({ outcome: 'swept', judgementsRepeated: 0 });
  });

  it('is told of when the page shows an older one, and also days after its picture', async () => {
    const { run, turned, judge, shown } = await filedPicture();
    run.wait(3 * 24 * hour);
    await judge('missed');
    run.wait(1_000);
    await judge('right', dieOver);
    expect([await shown(), run.store.keys().includes(turned)]).toEqual(['missed', true]);
    await sweepAtNight(run);
    expect([await shown(), run.store.keys().includes(filed)]).toEqual(['right', true]);
  });

  it('is left alone for an hour: others may be about to tell of it', async () => {
    const { run, judge, shown } = await filedPicture();
    run.wait(untilNight(run) - 0.5 * hour);
    await judge('missed', dieOver);
    await sweepAtNight(run);
    expect(swept(run).at(-1)).toMatchObject({ outcome: 'swept', judgementsRepeated: 0 });
    await sweepAtNight(run);
    expect(await shown()).toBe('missed');
  });

  it.each(fates)('is what page and folders say after the sweep: %s at every call', async (fate) => {
    for (const at of [0, 1, 2, 3]) {
      const { run, imageId, turned, judge, shown } = await filedPicture();
      let calls = 0;
      await judge('missed', () => (calls++ === at ? fate : undefined));
      await sweepAtNight(run);
      const isKept = run.store.keys().includes(`feedback/garden/${day}/${imageId}.json`);
      const where = `${fate} at call ${at}`;
      expect([where, await shown()]).toEqual([where, isKept ? 'missed' : undefined]);
      const places = run.store.keys().filter((one) => one.startsWith('jpg_'));
      expect([where, places]).toEqual([where, [isKept ? turned : filed]]);
    }
  });

  it('is left alone when nobody can read it, or its record', async () => {
    const { run, imageId, judge } = await filedPicture();
    await judge('missed', dieOver);
    await run.store.put(`feedback/garden/${day}/broken.json`, Buffer.from('{'));
    await run.store.put(`records/garden/${day}/${imageId}.json`, Buffer.from('{'));
    await sweepAtNight(run);
    expect(swept(run).at(-1)).toMatchObject({ outcome: 'swept', judgementsRepeated: 0 });
    expect(run.lines.filter((line) => line.message === 'records cannot be read')).toHaveLength(1);
  });
});
