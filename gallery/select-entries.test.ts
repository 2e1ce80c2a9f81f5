import { describe, expect, it } from 'vitest';
import type { GalleryEntry, GalleryShard } from '../contracts/gallery-index.ts';
import { type Filter, noFilter } from './address.ts';
import {
  camerasOf,
  countOutcomes,
  isJudged,
  type ListedEntry,
  labelsOf,
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

const select = (filter: Partial<Filter>) => ids(selectEntries(listed, { ...noFilter, ...filter }));

const seen = (name: string, confidence: number) => ({ name, confidence, alarm: false });
const judgement = { verdict: 'right', givenAt: '2026-11-20T14:00:00.000Z' } as const;

const listed = listEntries([
  {
    hour: '09',
    shard: shard(
      entry('a', { labels: [seen('Person', 40), seen('Car', 90)] }),
      entry('b', { outcome: 'alarm', labels: [seen('Person', 80)], judgement }),
    ),
  },
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
    expect(select({})).toHaveLength(4);
    expect(select({ camera: '<b>' })).toEqual(['c']);
    expect(select({ camera: 'garden', outcome: 'alarm' })).toEqual(['b']);
    expect(select({ camera: '<b>', outcome: 'alarm' })).toEqual([]);
  });

  it('keeps those of some hours', () => {
    expect(select({ hours: { from: '10', to: '14' } })).toEqual(['d', 'c']);
    expect(select({ hours: { from: '00', to: '09' } })).toEqual(['a', 'b']);
  });

  it('keeps those in which a label was seen, or anything, so surely', () => {
    expect(select({ label: 'Person' })).toEqual(['a', 'b']);
    expect(select({ label: 'Person', sure: 70 })).toEqual(['b']);
    expect(select({ sure: 70 })).toEqual(['a', 'b']);
    expect(select({ sure: 99 })).toEqual([]);
  });

  it('keeps those that were judged, or were not', () => {
    expect(select({ judged: 'yes' })).toEqual(['b']);
    expect(select({ judged: 'no' })).toEqual(['d', 'c', 'a']);
    const takenBack = { verdict: 'none', givenAt: '2026-11-20T14:00:00.000Z' } as const;
    expect(isJudged({ ...entry('a', { judgement: takenBack }), hour: '09' })).toBe(false);
  });
});

describe('what the filters offer', () => {
  it('counts each outcome', () => {
    expect(countOutcomes(listed)).toEqual({ all: 4, alarm: 1, quiet: 2, rejected: 1 });
  });

  it('names each camera once', () => {
    expect(camerasOf(listed)).toEqual(['<b>', 'garden']);
  });

  it('names what was seen, most often first', () => {
    expect(labelsOf(listed)).toEqual(['Person', 'Car']);
  });
});
