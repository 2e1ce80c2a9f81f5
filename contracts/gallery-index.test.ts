import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import {
  type DaySummary,
  DaySummarySchema,
  GalleryDaySchema,
  GalleryDaysSchema,
  GalleryShardSchema,
  galleryEntry,
  type MonthSummary,
  MonthSummarySchema,
  type ShardName,
  type Tally,
} from './gallery-index.ts';

const thumbnail = { key: 'gallery/thumbs/a.jpg', width: 320, height: 240, partial: false };
const judgement = { verdict: 'right', givenAt: '2026-11-20T14:10:42.000Z' } as const;
const classified = eventExamples.ImageClassified;
const rejected = eventExamples.ImageRejected;

describe('galleryEntry', () => {
  it('lists a classified picture where it is filed, with the labels that rang marked', () => {
    expect(galleryEntry(classified, { recordKey: 'records/a.json', thumbnail })).toEqual({
      imageId: classified.detail.imageId,
      camera: 'garden',
      capturedAt: '2026-11-20T13:02:11.000Z',
      outcome: 'alarm',
      key: 'jpg_alarm/garden/20261120T130211Z-03.jpg',
      recordKey: 'records/a.json',
      thumbnail,
      labels: [
        { name: 'Person', confidence: 98.4, alarm: true },
        { name: 'Bicycle', confidence: 61.7, alarm: false },
      ],
      motionEvent: '0000720261120140209',
      movedPixels: 96 * 224,
      rules: ['Person'],
    });
  });

  it('lists a quiet picture without any alarm', () => {
    const detail = { ...classified.detail, outcome: 'quiet' as const, matches: [] };
    const entry = galleryEntry({ type: 'ImageClassified', detail }, { recordKey: 'r' });
    expect(entry.outcome).toBe('quiet');
    expect(entry.labels.some(({ alarm }) => alarm)).toBe(false);
  });

  it('lists a rejected picture with the reason, in words', () => {
    const entry = galleryEntry(rejected, { recordKey: 'records/a.json' });
    expect(entry).toMatchObject({
      outcome: 'rejected',
      reason: 'the picture ends before its header does',
      key: 'jpg_error/garden/20261120T130211Z-03.jpg',
      labels: [],
    });
    expect('thumbnail' in entry).toBe(false);
  });

  it.each([
    ['a classified', galleryEntry(classified, { recordKey: 'r', thumbnail })],
    ['a classified, undecodable', galleryEntry(classified, { recordKey: 'r' })],
    ['a rejected', galleryEntry(rejected, { recordKey: 'r' })],
    ['a judged', galleryEntry(classified, { recordKey: 'r', judgement, thumbnail })],
  ])('has the same bytes before and after %s picture was stored', (_, entry) => {
    const shard = { schemaVersion: 1, entries: { [entry.imageId]: entry } } as const;
    const json = JSON.stringify(shard);
    expect(JSON.stringify(v.parse(GalleryShardSchema, JSON.parse(json)))).toBe(json);
  });
});

describe('the summaries', () => {
  const tally: Tally = {
    ...{ alarm: 1, quiet: 2, rejected: 0, labels: { Person: 1 }, rules: { Person: 1 } },
    judged: { right: 1, 'not-an-alarm': 0, missed: 0 },
  };

  it('count by camera and hour, and by day and camera', () => {
    const day: DaySummary = { schemaVersion: 1, cameras: { garden: { '14': tally } } };
    expect(v.parse(DaySummarySchema, day)).toEqual(day);
    const garden = { ...tally, alarmHours: { '14': 1 } };
    const month: MonthSummary = { schemaVersion: 1, days: { '2026-11-20': { garden } } };
    expect(v.parse(MonthSummarySchema, month)).toEqual(month);
  });
});

describe('the index schemas', () => {
  it('overlook what a later version adds', () => {
    const entry = { ...galleryEntry(rejected, { recordKey: 'r' }), feedback: 'wrong' };
    const shard = { schemaVersion: 1, entries: { a: entry }, more: true };
    expect(v.is(GalleryShardSchema, shard)).toBe(true);
    expect(v.is(GalleryDaySchema, { schemaVersion: 1, shards: [], more: true })).toBe(true);
    expect(v.is(GalleryDaysSchema, { schemaVersion: 1, days: [], more: true })).toBe(true);
  });

  it('name the parts of an hour with many pictures', () => {
    const part: ShardName = { camera: 'garden', hour: '14', part: '05-09' };
    const day = { schemaVersion: 1, shards: [part, { camera: 'gate', hour: '14' }] };
    expect(v.parse(GalleryDaySchema, day)).toEqual(day);
  });

  it('refuse another version', () => {
    expect(v.is(GalleryShardSchema, { schemaVersion: 2, entries: {} })).toBe(false);
    expect(v.is(GalleryDaySchema, { schemaVersion: 2, shards: [] })).toBe(false);
    expect(v.is(GalleryDaysSchema, { schemaVersion: 2, days: [] })).toBe(false);
  });
});
