import { describe, expect, it } from 'vitest';
import {
  daySummaryKey,
  galleryDayKey,
  galleryShardKey,
  monthSummaryKey,
  thumbnailKey,
} from './gallery-key.ts';
import {
  destinationKey,
  errorReasonKey,
  feedbackKey,
  feedbackPrefix,
  labelCsvKey,
  layoutNames,
  parseUploadKey,
  placePrefixes,
  recordKey,
  uploadKey,
} from './object-key.ts';

describe('parseUploadKey', () => {
  it.each([
    ['upload/garden/a.jpg', { camera: 'garden', file: 'a.jpg' }],
    ['upload/garden/2026/11/a.jpg', { camera: 'garden', file: '2026/11/a.jpg' }],
    ['upload/a.jpg', { camera: 'default', file: 'a.jpg' }],
    ['upload//a.jpg', { camera: 'default', file: '/a.jpg' }],
    ['upload/upload/x', { camera: 'upload', file: 'x' }],
    ['upload/../a.jpg', { camera: '%2E%2E', file: 'a.jpg' }],
    ['upload/__proto__/constructor', { camera: '__proto__', file: 'constructor' }],
  ])('reads %s', (text, expected) => {
    expect(parseUploadKey(text)).toEqual(expected);
  });

  it.each([
    'upload/',
    'upload/garden/',
    'upload',
    'uploads/a.jpg',
    'jpg_alarm/a.jpg',
    '',
    '/upload/a',
  ])('finds no picture in %j', (text) => {
    expect(parseUploadKey(text)).toBeUndefined();
  });

  it('reads what uploadKey wrote', () => {
    expect(parseUploadKey(uploadKey('garden', 'x/a b.jpg'))).toEqual({
      camera: 'garden',
      file: 'x/a b.jpg',
    });
  });
});

describe('destinationKey', () => {
  it.each([
    ['intellicam', 'alarm', 'upload/garden/a.jpg', 'jpg_alarm/garden/a.jpg'],
    ['intellicam', 'quiet', 'upload/garden/a.jpg', 'jpg_quiet/garden/a.jpg'],
    ['intellicam', 'error', 'upload/garden/a.jpg', 'jpg_error/garden/a.jpg'],
    ['smart-security-camera', 'alarm', 'upload/a.jpg', 'archive/alerts/a.jpg'],
    ['smart-security-camera', 'quiet', 'upload/a.jpg', 'archive/falsepositives/a.jpg'],
    ['smart-security-camera', 'error', 'upload/a.jpg', 'archive/error/a.jpg'],
    ['intellicam', 'alarm', 'upload/upload/upload/a.jpg', 'jpg_alarm/upload/upload/a.jpg'],
    ['intellicam', 'alarm', 'upload/a/../../b.jpg', 'jpg_alarm/a/%2E%2E/%2E%2E/b.jpg'],
    ['intellicam', 'alarm', 'upload/a/./b.jpg', 'jpg_alarm/a/%2E/b.jpg'],
    ['intellicam', 'alarm', 'upload/a//b.jpg', 'jpg_alarm/a//b.jpg'],
  ] as const)('files in layout %s as %s: %s', (name, where, text, expected) => {
    expect(destinationKey(name, where, text)).toBe(expected);
  });

  it('refuses a key that was never uploaded', () => {
    expect(() => destinationKey('intellicam', 'alarm', 'jpg_alarm/a.jpg')).toThrow(
      'jpg_alarm/a.jpg',
    );
  });

  it.each([
    ['upload/garden/a.jpg', 'jpg_alarm/garden/a-5f0c2a9b.jpg'],
    ['upload/garden/a.b.jpg', 'jpg_alarm/garden/a.b-5f0c2a9b.jpg'],
    ['upload/v1.2/name', 'jpg_alarm/v1.2/name-5f0c2a9b'],
    ['upload/garden/.jpg', 'jpg_alarm/garden/.jpg-5f0c2a9b'],
    ['upload/.jpg', 'jpg_alarm/.jpg-5f0c2a9b'],
    ['upload/garden/name.', 'jpg_alarm/garden/name-5f0c2a9b.'],
  ])('puts the copy before the extension: %s', (text, expected) => {
    expect(destinationKey('intellicam', 'alarm', text, '5f0c2a9b')).toBe(expected);
  });
});

describe('the names beside and around a picture', () => {
  it('lists labels in the folder of the same outcome', () => {
    const text = 'upload/garden/a.jpg';
    expect(labelCsvKey('intellicam', 'alarm', text)).toBe('csv_alarm/garden/a.jpg.csv');
    expect(labelCsvKey('intellicam', 'quiet', text, 'x1')).toBe('csv_quiet/garden/a-x1.jpg.csv');
    expect(labelCsvKey('smart-security-camera', 'quiet', text)).toBe(
      'archive/csv/falsepositives/garden/a.jpg.csv',
    );
  });

  it('lays a reason beside its picture', () => {
    expect(errorReasonKey('jpg_error/garden/a.jpg')).toBe('jpg_error/garden/a.jpg.json');
  });

  it('spells the names that the gallery and the records are found by', () => {
    expect(recordKey('garden', '2026-11-20', 'f00')).toBe('records/garden/2026-11-20/f00.json');
    expect(thumbnailKey('garden', '2026-11-20', 'f00')).toBe(
      'gallery/thumbs/garden/2026-11-20/f00.jpg',
    );
    expect(galleryDayKey('2026-11-20')).toBe('gallery/index/2026-11-20/shards.json');
    expect(galleryShardKey({ day: '2026-11-20', hour: '08', camera: 'garden' })).toBe(
      'gallery/index/2026-11-20/08/garden.json',
    );
    const part = { day: '2026-11-20', hour: '08', camera: 'garden', part: '05-09' };
    expect(galleryShardKey(part)).toBe('gallery/index/2026-11-20/08/05-09/garden.json');
    expect(daySummaryKey('2026-11-20')).toBe('gallery/index/2026-11-20/summary.json');
    expect(monthSummaryKey('2026-11')).toBe('gallery/index/months/2026-11.json');
    expect(feedbackKey('garden', '2026-11-20', 'a')).toBe('feedback/garden/2026-11-20/a.json');
    expect(feedbackKey('garden', '2026-11-20', 'a').startsWith(feedbackPrefix)).toBe(true);
  });
});

describe('placePrefixes', () => {
  it('never lets one place hold another, but for error within pictures', () => {
    const places = ['upload', 'pictures', 'csv', 'records', 'gallery', 'state', 'config'] as const;
    for (const name of layoutNames) {
      const prefixes = places.flatMap((place) => placePrefixes(name, place));
      for (const one of prefixes) {
        expect(one.endsWith('/')).toBe(true);
        expect(prefixes.filter((other) => other.startsWith(one))).toEqual([one]);
      }
      expect(placePrefixes(name, 'pictures')).toEqual(
        expect.arrayContaining([...placePrefixes(name, 'error')]),
      );
    }
  });
});
