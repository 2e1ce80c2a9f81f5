import { describe, expect, it } from 'vitest';
import type { GalleryEntry, GalleryShard } from '../contracts/gallery-index.ts';
import {
  camerasOf,
  countOutcomes,
  groupByHour,
  type ListedEntry,
  listEntries,
  selectEntries,
} from './select-entries.ts';

function entry(imageId: string, changes: Partial<GalleryEntry> = {}): GalleryEntry {
  return {
    imageId,
    camera: 'garden',
    capturedAt: '2026-11-20T13:02:11.000Z',
    outcome: 'quiet',
    key: `jpg_quiet/garden/${imageId}.jpg`,
    recordKey: `records/garden/2026-11-20/${imageId}.json`,
    labels: [],
    ...changes,
  };
}

function shard(...entries: GalleryEntry[]): GalleryShard {
  return {
    schemaVersion: 1,
    entries: Object.fromEntries(entries.map((listed) => [listed.imageId, listed])),
  };
}

const ids = (entries: readonly ListedEntry[]) => entries.map(({ imageId }) => imageId);

const listed = listEntries([
  { hour: '09', shard: shard(entry('a'), entry('b', { outcome: 'alarm' })) },
  {
    hour: '14',
    shard: shard(
      entry('c', { camera: '<b>', capturedAt: '2026-11-20T13:02:10.000Z' }),
      entry('d', { outcome: 'rejected' }),
    ),
  },
]);

describe('listEntries', () => {
  it('lists newest first, by the hour of the shard before the instant', () => {
    expect(ids(listed)).toEqual(['d', 'c', 'a', 'b']);
  });

  it('lists an image once though two shards have it', () => {
    const twice = listEntries([
      { hour: '01', shard: shard(entry('a')) },
      { hour: '02', shard: shard(entry('a')) },
    ]);
    expect(ids(twice)).toEqual(['a']);
  });
});

describe('selectEntries', () => {
  it('keeps those of a camera and an outcome', () => {
    expect(ids(selectEntries(listed, { camera: undefined, outcome: 'all' }))).toHaveLength(4);
    expect(ids(selectEntries(listed, { camera: '<b>', outcome: 'all' }))).toEqual(['c']);
    expect(ids(selectEntries(listed, { camera: 'garden', outcome: 'alarm' }))).toEqual(['b']);
    expect(ids(selectEntries(listed, { camera: '<b>', outcome: 'alarm' }))).toEqual([]);
  });
});

describe('what the filters offer', () => {
  it('counts each outcome', () => {
    expect(countOutcomes(listed)).toEqual({ all: 4, alarm: 1, quiet: 2, rejected: 1 });
  });

  it('names each camera once', () => {
    expect(camerasOf(listed)).toEqual(['<b>', 'garden']);
  });
});

describe('groupByHour', () => {
  it('keeps the order of entries and hours', () => {
    const groups = groupByHour(listed);
    expect(groups.map(({ hour }) => hour)).toEqual(['14', '09']);
    expect(groups.flatMap(({ entries }) => ids(entries))).toEqual(ids(listed));
  });
});
