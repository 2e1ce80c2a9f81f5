import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GalleryDay, GalleryEntry, GalleryShard } from '../../contracts/gallery-index.ts';
import { mergeDay, mergeDays, mergeShard, mostEntries } from './merge-index.ts';

const noEntries: GalleryShard = { schemaVersion: 1, entries: {} };

function entry(imageId: string, more: Partial<GalleryEntry> = {}): GalleryEntry {
  return {
    imageId,
    camera: 'garden',
    capturedAt: '2026-11-20T13:02:11.000Z',
    outcome: 'quiet',
    key: `jpg_quiet/${imageId}.jpg`,
    recordKey: `records/${imageId}.json`,
    labels: [],
    ...more,
  };
}
const thumbnail = { key: 'gallery/thumbs/a.jpg', width: 320, height: 240, partial: false };

const imageId = fc.string({ unit: fc.constantFrom('0', 'a', 'f'), minLength: 1, maxLength: 3 });
const anyEntry = fc
  .tuple(
    imageId,
    fc.record(
      {
        thumbnail: fc.constant(thumbnail),
        labels: fc.array(
          fc.record({
            name: fc.constantFrom('A', 'B'),
            confidence: fc.nat(9),
            alarm: fc.boolean(),
          }),
          { maxLength: 2 },
        ),
        judgement: fc.record(
          {
            verdict: fc.constantFrom('right', 'none'),
            givenAt: fc.constantFrom('2026-11-20T14:10:00.000Z', '2026-11-20T14:11:00.000Z'),
          },
          { noNullPrototype: true },
        ),
        capturedAt: fc.constantFrom('2026-11-20T13:02:11.000Z', '2026-11-20T13:02:12.000Z'),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([id, more]) => entry(id, more));
const entries = fc.array(anyEntry, { maxLength: 6 });

const hour = { camera: 'garden', hour: '14' };

function add(shard: GalleryShard, added: readonly GalleryEntry[]): GalleryShard {
  return mergeShard(hour, shard, [{ added }]);
}

function shardOf(...all: readonly (readonly GalleryEntry[])[]): string {
  return JSON.stringify(all.reduce(add, noEntries));
}

function many(count: number): readonly GalleryEntry[] {
  return Array.from({ length: count }, (_, index) => entry(`image${index}`));
}

describe('mergeShard', () => {
  it('keeps every picture once', () => {
    const merged = add(add(noEntries, [entry('b')]), [entry('a'), entry('b')]);
    expect(Object.keys(merged.entries)).toEqual(['a', 'b']);
  });

  it.each([
    ['more labels', { labels: [{ name: 'A', confidence: 9, alarm: true }] }, {}],
    ['its thumbnail, however much else the other says', { thumbnail }, { reason: 'x'.repeat(999) }],
  ])('prefers an entry that shows %s, whichever came first', (_, more, less) => {
    const [rich, plain] = [entry('a', more), entry('a', less)];
    for (const order of [
      [plain, rich],
      [rich, plain],
    ]) {
      expect(add(noEntries, order).entries.a).toEqual(rich);
    }
  });

  it('keeps the newest judgement, and what else is known of the picture', () => {
    const said = (second: number) =>
      ({ verdict: 'missed', givenAt: `2026-11-20T14:10:0${second}.000Z` }) as const;
    const accounts = [
      entry('a', { judgement: said(1) }),
      entry('a', { thumbnail }),
      entry('a', { judgement: said(2) }),
    ];
    for (const order of [accounts, accounts.toReversed()]) {
      const merged = add(noEntries, order).entries.a;
      expect(merged).toEqual(entry('a', { thumbnail, judgement: said(2) }));
    }
  });

  it('changes nothing that it is given', () => {
    const shard = add(noEntries, [entry('a')]);
    const before = JSON.stringify(shard);
    add(shard, [entry('b'), entry('a', { thumbnail })]);
    expect(JSON.stringify(shard)).toBe(before);
    expect(noEntries.entries).toEqual({});
  });

  it('is split with the first picture that is too many, and takes no more', () => {
    const full = add(noEntries, many(mostEntries));
    expect(full.split).toBeUndefined();
    const split = add(full, [entry('b')]);
    expect(split.split).toBe(true);
    expect(Object.keys(split.entries)).toHaveLength(mostEntries + 1);
    expect(add(split, [entry('c')])).toEqual(split);
  });

  it('is empty when all that it held is in its parts, and stays split', () => {
    const split = add(noEntries, many(mostEntries + 1));
    const moved = Object.values(split.entries);
    const empty = mergeShard(hour, split, [
      { moved: moved.slice(1) },
      { moved: moved.slice(0, 1) },
    ]);
    expect(empty).toEqual({ schemaVersion: 1, entries: {}, split: true });
    expect(mergeShard(hour, empty, [{ moved }, { added: many(1) }])).toEqual(empty);
    expect(mergeShard(hour, add(noEntries, many(1)), [{ moved }]).split).toBeUndefined();
  });

  it('is never split when it is one minute', () => {
    const minute = { ...hour, part: '07' };
    const shard = mergeShard(minute, noEntries, [{ added: many(mostEntries + 1) }]);
    expect(shard.split).toBeUndefined();
    expect(mergeShard({ ...hour, part: '05-09' }, noEntries, [{ added: many(99) }]).split).toBe(
      true,
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(entries, (some) => {
        expect(shardOf(some, some)).toBe(shardOf(some));
      }),
    );
  });

  it('is commutative', () => {
    fc.assert(
      fc.property(entries, entries, (some, others) => {
        expect(shardOf(others, some)).toBe(shardOf(some, others));
      }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(entries, entries, entries, (a, b, c) => {
        const [left, right] = [
          add(add(add(noEntries, a), b), c),
          add(noEntries, [...a, ...Object.values(add(add(noEntries, b), c).entries)]),
        ];
        expect(JSON.stringify(left)).toBe(JSON.stringify(right));
      }),
    );
  });

  it('gives the same bytes whatever the order, the batches, and what was stored between', () => {
    const shuffled = entries.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(6)),
    );
    fc.assert(
      fc.property(shuffled, ([all, order, cut]) => {
        const stored: GalleryShard = JSON.parse(shardOf(order.slice(0, cut)));
        const merged = add(stored, order.slice(cut));
        expect(JSON.stringify(merged)).toBe(shardOf(all));
      }),
    );
  });
});

describe('mergeDay', () => {
  const noShards: GalleryDay = { schemaVersion: 1, shards: [] };
  const shard = fc
    .record({
      camera: fc.constantFrom('garden', 'gate', 'a/b'),
      hour: fc.constantFrom('00', '09', '23'),
      part: fc.constantFrom(undefined, '05-09', '10-14', '07', '12'),
    })
    .map(({ part, ...name }) => (part === undefined ? name : { ...name, part }));

  it('lists the shards by hour, then camera', () => {
    const shards = [
      { camera: 'gate', hour: '14' },
      { camera: 'garden', hour: '14' },
      { camera: 'gate', hour: '09' },
    ];
    expect(mergeDay(noShards, shards).shards).toEqual([
      { camera: 'gate', hour: '09' },
      { camera: 'garden', hour: '14' },
      { camera: 'gate', hour: '14' },
    ]);
  });

  it('lists the parts of a split hour in its stead, and minutes instead of a split part', () => {
    const [one, other] = [
      { camera: 'gate', hour: '14' },
      { camera: 'gate', hour: '15' },
    ];
    const parts = ['00-04', '05-09', '07', '08'].map((part) => ({ ...one, part }));
    const [first, , seven, eight] = parts;
    expect(mergeDay(noShards, [...parts, one, other]).shards).toEqual([first, seven, eight, other]);
  });

  it('gives the same bytes whatever the order, the batches and repetition', () => {
    const all = fc
      .array(shard)
      .chain((some) =>
        fc.tuple(
          fc.constant(some),
          fc.shuffledSubarray(some, { minLength: some.length }),
          fc.nat(9),
        ),
      );
    fc.assert(
      fc.property(all, ([some, order, cut]) => {
        const day = mergeDay(noShards, some);
        const again = mergeDay(
          mergeDay(mergeDay(noShards, order.slice(cut)), order.slice(0, cut)),
          some,
        );
        expect(JSON.stringify(again)).toBe(JSON.stringify(day));
        expect(new Set(day.shards.map((one) => JSON.stringify(one))).size).toBe(day.shards.length);
      }),
    );
  });
});

describe('mergeDays', () => {
  it('lists each day once, oldest first', () => {
    const days = ['2026-11-20', '2025-01-01', '2026-02-28', '2026-11-20'];
    expect(mergeDays({ schemaVersion: 1, days: [] }, days).days).toEqual([
      '2025-01-01',
      '2026-02-28',
      '2026-11-20',
    ]);
  });
});
