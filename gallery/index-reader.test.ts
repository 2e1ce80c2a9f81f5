import { describe, expect, it } from 'vitest';
import type { GalleryShard } from '../contracts/gallery-index.ts';
import { type GalleryIndex, indexReader } from './index-reader.ts';

const signal = new AbortController().signal;

function shard(...imageIds: string[]): GalleryShard {
  const entries = imageIds.map((imageId) => ({
    imageId,
    camera: 'garden',
    capturedAt: '2026-11-20T13:02:11.000Z',
    outcome: 'quiet' as const,
    key: `jpg_quiet/garden/${imageId}.jpg`,
    recordKey: `records/garden/2026-11-20/${imageId}.json`,
    labels: [],
  }));
  return {
    schemaVersion: 1,
    entries: Object.fromEntries(entries.map((entry) => [entry.imageId, entry])),
  };
}

function store(days: Record<string, Record<string, GalleryShard | Error>>) {
  const asked: string[] = [];
  return {
    days,
    asked,
    readDays: async () => ({ schemaVersion: 1 as const, days: Object.keys(days) }),
    readDay: async (key: string) => ({
      schemaVersion: 1 as const,
      shards: Object.keys(days[key.split('/')[2] ?? ''] ?? {}).map((name) => {
        const [hour = '', part] = name.split('/');
        return { camera: 'garden', hour, ...(part === undefined ? {} : { part }) };
      }),
    }),
    readShard: async (key: string) => {
      asked.push(key);
      const [, , day = '', ...names] = key.split('/');
      const found = days[day]?.[names.slice(0, -1).join('/')];
      if (found instanceof Error) throw found;
      return found;
    },
  };
}

describe('indexReader', () => {
  it('reads the newest day unless it is told another', async () => {
    const read = indexReader(
      store({ '2026-11-19': { '08': shard('a') }, '2026-11-20': { '09': shard('b') } }),
    );
    const newest = await read(undefined, signal);
    expect(newest).toMatchObject({ days: ['2026-11-20', '2026-11-19'], day: '2026-11-20' });
    expect(newest.entries.map(({ imageId }) => imageId)).toEqual(['b']);
    const before = await read('2026-11-19', signal);
    expect(before.entries).toMatchObject([{ imageId: 'a', hour: '08' }]);
  });

  it('asks for nothing of a day that is not listed', async () => {
    const source = store({ '2026-11-20': { '09': shard('b') } });
    const index = await indexReader(source)('2001-01-01', signal);
    expect(index).toMatchObject({ day: '2001-01-01', entries: [], complete: true });
    expect(source.asked).toEqual([]);
  });

  it('has the same entries while nothing has changed, and new ones when something has', async () => {
    const source = store({ '2026-11-20': { '09': shard('b') } });
    const read = indexReader(source);
    const { entries } = await read(undefined, signal);
    expect((await read(undefined, signal)).entries).toBe(entries);
    source.days['2026-11-20'] = { '09': shard('b', 'c') };
    expect((await read(undefined, signal)).entries).toHaveLength(2);
  });

  it('shows the newest pictures of a day before it has read the others', async () => {
    const source = store({
      '2026-11-20': { '09': shard('b'), '10': shard('c'), '08': shard('a') },
    });
    const parts: GalleryIndex[] = [];
    const read = indexReader(source);
    const whole = await read(undefined, signal, (part) => parts.push(part));
    expect(parts.map(({ entries }) => entries.map(({ imageId }) => imageId))).toEqual([['c']]);
    expect([parts[0]?.whole, whole.whole]).toEqual([false, true]);
    expect(whole.entries.map(({ imageId }) => imageId)).toEqual(['c', 'b', 'a']);
    await read(undefined, signal, (part) => parts.push(part));
    expect(parts).toHaveLength(1);
  });

  it('reads the parts of a split hour, and loses nothing while it is being split', async () => {
    const source = store({ '2026-11-20': { '09': shard('b') } });
    const read = indexReader(source);
    await read(undefined, signal);
    source.days['2026-11-20'] = { '09': { ...shard(), split: true } };
    expect((await read(undefined, signal)).entries).toHaveLength(1);
    source.days['2026-11-20'] = { '09/05-09': shard('b'), '09/10-14': shard('c') };
    const { entries } = await read(undefined, signal);
    expect(entries).toMatchObject([
      { imageId: 'b', hour: '09' },
      { imageId: 'c', hour: '09' },
    ]);
    expect(source.asked.at(-1)).toBe('gallery/index/2026-11-20/09/10-14/garden.json');
  });

  it('shows what can be read when a shard cannot, and says so', async () => {
    const source = store({ '2026-11-20': { '09': shard('b'), '10': new Error('broken') } });
    const index = await indexReader(source)(undefined, signal);
    expect(index).toMatchObject({ complete: false, entries: [{ imageId: 'b' }] });
  });

  it('is calm before the first picture', async () => {
    const nothing = { ...store({}), readDays: async () => undefined };
    expect(await indexReader(nothing)(undefined, signal)).toEqual({
      days: [],
      day: undefined,
      entries: [],
      complete: true,
      whole: true,
    });
  });
});
