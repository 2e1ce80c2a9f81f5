import { beforeAll, describe, expect, it, vi } from 'vitest';
import { capturedAtMetadata } from '../../contracts/capture-time.ts';
import { checkConservation } from './check-conservation.ts';
import { type FaultPicture, faultPictures } from './pictures.ts';
import { type Pipeline, pipeline } from './pipeline.ts';

// Who waits to take others along need not wait here.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const minute = 60_000;

let alarms: readonly FaultPicture[];
beforeAll(async () => {
  alarms = (await faultPictures(4)).filter(({ kind }) => kind === 'alarm');
});

function alarm(n: number): FaultPicture {
  const found = alarms[n];
  if (found === undefined) throw new Error(`there is no alarm ${n}`);
  return found;
}

async function send(run: Pipeline, ...capturedAt: readonly (string | undefined)[]): Promise<void> {
  for (const time of capturedAt) {
    const n = run.uploads.length;
    const metadata = time === undefined ? {} : { [capturedAtMetadata]: time };
    await run.upload(`upload/garden/${n}.jpg`, alarm(n), metadata);
  }
  await run.settle();
}

/** The days and hours under which pictures are listed. */
function hours({ store }: Pipeline): readonly string[] {
  return store.keys().flatMap((key) => {
    const [, hour] = /^gallery\/index\/(\d{4}-\d\d-\d\d\/\d\d)\/garden\.json$/.exec(key) ?? [];
    return hour ?? [];
  });
}

const today = '2026-11-20/14';

describe('a camera whose clock', () => {
  it.each([
    ['is right', '2026-11-20T13:02:11Z', today],
    ['begins in 1970', '1970-01-01T00:00:07Z', today],
    ['is of no century', '0000-01-01T00:00:00Z', today],
    ['says nothing that is a time', 'half past two', today],
    ['is a minute ahead', '2026-11-20T13:03:20Z', today],
    ['is a year ahead', '2027-11-20T13:02:11Z', '2027-11-20/14'],
    // Two o'clock is three o'clock that night, and half past two comes twice the other.
    ['was just put forward', '2026-03-29T01:00:00Z', '2026-03-29/03'],
    ['is about to be put back', '2026-10-25T00:30:00Z', '2026-10-25/02'],
    ['was just put back', '2026-10-25T01:30:00Z', '2026-10-25/02'],
    ['begins a day in Berlin', '2026-11-19T23:00:00Z', '2026-11-20/00'],
  ])('%s has its picture filed, listed and told of', async (_, capturedAt, listed) => {
    const run = await pipeline();
    await send(run, capturedAt);
    expect(await checkConservation(run)).toEqual([]);
    expect(hours(run)).toEqual([listed]);
  });

  it.each([
    ['an hour that comes twice', '20261025-023000.jpg', '2026-10-25/02'],
    ['an hour that never was', '20260329-023000.jpg', '2026-03-29/03'],
    ['a year before there were cameras', '19700101-000007.jpg', today],
    ['a day that never was', '20260230-120000.jpg', today],
  ])('names its picture after %s has it filed, listed and told of', async (_, file, listed) => {
    const run = await pipeline();
    await run.upload(`upload/garden/${file}`, alarm(0));
    await run.settle();
    expect(await checkConservation(run)).toEqual([]);
    expect(hours(run)).toEqual([listed]);
  });

  it('was ahead keeps no later alarm from ringing', async () => {
    const run = await pipeline({ cooldownSeconds: 300 });
    await send(run, '2027-11-20T13:02:11Z');
    run.wait(10 * minute);
    await send(run, undefined);
    expect(run.told).toEqual(run.uploads.map(({ imageId }) => imageId));
  });

  it('jumps there and back rings once, and once for the rest', async () => {
    const run = await pipeline({ cooldownSeconds: 300 });
    await send(run, '2027-11-20T13:02:11Z', '1970-01-01T00:00:07Z', undefined);
    const [first, ...digests] = run.told;
    expect(first).toBe(run.uploads[0]?.imageId);
    expect(digests).toHaveLength(1);
  });
});
