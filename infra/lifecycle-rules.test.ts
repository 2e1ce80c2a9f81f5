import { describe, expect, it } from 'vitest';
import {
  daySummaryKey,
  galleryDayKey,
  galleryDaysKey,
  monthSummaryKey,
  thumbnailKey,
} from '../contracts/gallery-key.ts';
import {
  alarmListKey,
  destinationKey,
  feedbackKey,
  labelCsvKey,
  layoutNames,
  recordKey,
  uploadKey,
} from '../contracts/object-key.ts';
import { visitKey } from '../contracts/state-key.ts';
import { lifecycleRules } from './lifecycle-rules.ts';

const retention = {
  quietDays: 2,
  alarmDays: 100,
  errorDays: 30,
  csvDays: 110,
  recordDays: 120,
  galleryDays: 130,
};

describe.each(layoutNames)('what is deleted by age in the layout %s', (layout) => {
  const upload = uploadKey('garden', 'a.jpg');

  function daysOf(key: string) {
    return lifecycleRules({ layout, retention }).flatMap(({ filter, expiration }) =>
      matches(filter, key) ? days(expiration) : [],
    );
  }

  it.each([
    ['a quiet picture', destinationKey(layout, 'quiet', upload), 2],
    ['an alarm', destinationKey(layout, 'alarm', upload), 100],
    ['a picture that could not be read', destinationKey(layout, 'error', upload), 30],
    ['the labels of an alarm', labelCsvKey(layout, 'alarm', upload), 110],
    ['the labels of a quiet picture', labelCsvKey(layout, 'quiet', upload), 110],
    ['a record', recordKey('garden', '2026-11-20', 'id'), 120],
    ['a judgement', feedbackKey('garden', '2026-11-20', 'id'), 120],
    ['a thumbnail', thumbnailKey('garden', '2026-11-20', 'id'), 130],
    ['the index of a day', galleryDayKey('2026-11-20'), 130],
    ['the summary of a day', daySummaryKey('2026-11-20'), 130],
    ['what was nearly an alarm', visitKey('garden', '7'), 2],
  ])('deletes %s when its time has come', (_, key, expected) => {
    expect(daysOf(key)).toEqual([expected]);
  });

  it('keeps no old versions of what was alarmed, which changes with each alarm', () => {
    const own = lifecycleRules({ layout, retention }).find(({ id }) => id === 'seen');
    expect(own).toMatchObject({
      filter: [{ prefix: 'state/seen/' }],
      noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
    });
  });

  it.each([
    upload,
    'upload/a.jpg',
    alarmListKey,
    'gallery/index.html',
    galleryDaysKey,
    monthSummaryKey('2026-11'),
    'state/seen/garden.json',
    'state/incidents/garden.json',
    'state/watch/garden.json',
  ])('never deletes %s', (key) => {
    expect(daysOf(key)).toEqual([]);
  });
});

function matches(filter: unknown, key: string): boolean {
  return Array.isArray(filter) && filter.every(({ prefix }) => key.startsWith(prefix));
}

function days(expiration: unknown): readonly number[] {
  return Array.isArray(expiration)
    ? expiration.flatMap((rule: { readonly days?: number }) => rule.days ?? [])
    : [];
}
