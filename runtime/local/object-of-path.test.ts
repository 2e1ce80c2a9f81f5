import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { galleryDaysKey, thumbnailKey } from '../../contracts/gallery-key.ts';
import { destinationKey, recordKey, uploadKey, urlPath } from '../../contracts/object-key.ts';
import { objectOfPath } from './object-of-path.ts';

describe('objectOfPath', () => {
  it('finds what the page links to, in either layout', () => {
    const upload = uploadKey('garden', 'a b%2F#?é😀.jpg');
    const keys = [
      galleryDaysKey,
      recordKey('garden', '2026-11-20', 'f00'),
      thumbnailKey('garden', '2026-11-20', 'f00'),
      upload,
      destinationKey('intellicam', 'alarm', upload),
      destinationKey('intellicam', 'error', upload),
      destinationKey('smart-security-camera', 'quiet', upload),
    ];
    for (const key of keys) {
      expect(objectOfPath(`/${urlPath(key)}`)).toEqual({ outcome: 'object', key });
    }
  });

  it('hides configuration, state, lists and everything unheard of', () => {
    const paths = [
      '/config/reko_alarms.csv',
      '/state/claims/a.json',
      '/csv_alarm/garden/a.jpg.csv',
      '/archive/csv/alerts/a.jpg.csv',
      '/outbox/a',
      '/gallery',
      '/records/',
      '/',
      '//gallery/index/days.json',
    ];
    for (const path of paths) expect(objectOfPath(path)).toEqual({ outcome: 'private' });
  });

  it('goes nowhere else, however the step is written', () => {
    const paths = [
      '/../../etc/passwd',
      '/gallery/../config/reko_alarms.csv',
      '/gallery/%2e%2e/config/reko_alarms.csv',
      '/gallery/.%2E/config/reko_alarms.csv',
      '/gallery/..%2fconfig/reko_alarms.csv',
      '/gallery/./index/days.json',
      '/gallery/index%2Fdays.json',
      '/gallery/a%00.jpg',
    ];
    for (const path of paths) expect(objectOfPath(path)).toEqual({ outcome: 'private' });
  });

  it('decodes once', () => {
    const twice = objectOfPath('/gallery/%252e%252e/config/reko_alarms.csv');
    expect(twice).toEqual({ outcome: 'object', key: 'gallery/%2e%2e/config/reko_alarms.csv' });
  });

  it('calls a broken escape malformed', () => {
    for (const path of ['/gallery/%zz', '/gallery/%', '/gallery/%ff', 'http://evil/gallery/a']) {
      expect(objectOfPath(path)).toEqual({ outcome: 'malformed' });
    }
  });

  it('never yields a key outside the public prefixes or with a step in it', () => {
    const segment = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%00', 'gallery', 'upload', 'config', ''),
      fc.string({ unit: 'binary', maxLength: 6 }).map(encodeURIComponent),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
        const found = objectOfPath(`/${segments.join('/')}`);
        if (found.outcome !== 'object') return;
        expect(found.key).toMatch(/^(gallery|records|upload|jpg_(alarm|quiet|error)|archive)\//);
        expect(found.key.split('/')).not.toContain('..');
        expect(found.key).not.toContain('\0');
      }),
    );
  });
});
