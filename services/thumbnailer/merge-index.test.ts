import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GalleryEntry, GalleryShard } from '../../contracts/gallery-index.ts';
import { mergeDay, mergeDays, mergeShard } from './merge-index.ts';

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
        capturedAt: fc.constantFrom('2026-11-20T13:02:11.000Z', '2026-11-20T13:02:12.000Z'),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([id, more]) => entry(id, more));
const entries = fc.array(anyEntry, { maxLength: 6 });

function shardOf(...all: readonly (readonly GalleryEntry[])[]): string {
  return JSON.stringify(all.reduce(mergeShard, noEntries));
}

describe('mergeShard', () => {
  it('keeps every picture once', () => {
    const merged = mergeShard(mergeShard(noEntries, [entry('b')]), [entry('a'), entry('b')]);
    expect(Object.keys(merged.entries)).toEqual(['a', 'b']);
  });

  it('prefers an entry that shows more, whichever came first', () => {
    const [plain, rich] = [entry('a'), entry('a', { thumbnail })];
    for (const order of [
      [plain, rich],
      [rich, plain],
    ]) {
      expect(mergeShard(noEntries, order).entries.a).toEqual(rich);
    }
  });

  it('changes nothing that it is given', () => {
    const shard = mergeShard(noEntries, [entry('a')]);
    const before = JSON.stringify(shard);
    mergeShard(shard, [entry('b'), entry('a', { thumbnail })]);
    expect(JSON.stringify(shard)).toBe(before);
    expect(noEntries.entries).toEqual({});
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
          mergeShard(mergeShard(mergeShard(noEntries, a), b), c),
          mergeShard(noEntries, [
            ...a,
            ...Object.values(mergeShard(mergeShard(noEntries, b), c).entries),
          ]),
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
        const merged = mergeShard(stored, order.slice(cut));
        expect(JSON.stringify(merged)).toBe(shardOf(all));
      }),
    );
  });
});

describe('mergeDay', () => {
  const noShards = { schemaVersion: 1, shards: [] } as const;
  const shard = fc.record(
    { camera: fc.constantFrom('garden', 'gate', 'a/b'), hour: fc.constantFrom('00', '09', '23') },
    { noNullPrototype: true },
  );

  it('lists the shards by hour, then camera', () => {
    const shards = [
      { camera: 'gate', hour: '14' },
      { camera: 'garden', hour: '14' },
      { camera: 'gate', hour: '09' },
    ];
    expect(shards.reduce(mergeDay, { ...noShards, shards: [] }).shards).toEqual([
      { camera: 'gate', hour: '09' },
      { camera: 'garden', hour: '14' },
      { camera: 'gate', hour: '14' },
    ]);
  });

  it('gives the same bytes whatever the order and repetition', () => {
    const all = fc
      .array(shard)
      .chain((some) =>
        fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
      );
    fc.assert(
      fc.property(all, ([some, order]) => {
        const day = some.reduce(mergeDay, { ...noShards, shards: [] });
        const again = [...order, ...some].reduce(mergeDay, { ...noShards, shards: [] });
        expect(JSON.stringify(again)).toBe(JSON.stringify(day));
        expect(new Set(day.shards.map((one) => JSON.stringify(one))).size).toBe(day.shards.length);
      }),
    );
  });
});

describe('mergeDays', () => {
  it('lists each day once, oldest first', () => {
    const days = ['2026-11-20', '2025-01-01', '2026-02-28', '2026-11-20'];
    expect(days.reduce(mergeDays, { schemaVersion: 1, days: [] }).days).toEqual([
      '2025-01-01',
      '2026-02-28',
      '2026-11-20',
    ]);
  });
});
