import fc from 'fast-check';
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
  urlPath,
} from './object-key.ts';
import { cameraHeartbeatKey, cameraSnapshotKey, cameraStatePrefix } from './state-key.ts';

// Any code point but half ones; fast-check's own unit for it takes a second to build.
const character = fc
  .nat({ max: 0x10f7ff })
  .map((point) => String.fromCodePoint(point < 0xd800 ? point : point + 0x800));
const anyText = fc.string({ unit: fc.oneof(fc.constantFrom(...' %+/.\n\0"<&'), character) });

const hostileParts = [
  '..',
  '.',
  '../',
  '%2E%2E',
  '%2e',
  '//',
  '',
  '"',
  "'",
  '<script>alert(1)</script>',
  'a'.repeat(255),
  '😀',
  '%zz',
  '%',
  '%2B',
  '+',
  '__proto__',
  'constructor',
  'upload/x',
  'upload',
  'jpg_alarm/',
  'name...',
  '.jpg',
  'a.jpg',
  '\u202egpj.exe',
  'javascript:alert(1)',
  'e\u0301',
  'é',
  '\r\n',
  '=cmd|',
  '\u001b[31m',
  '\0',
];
const part = fc.oneof(fc.constantFrom(...hostileParts), anyText, fc.string({ maxLength: 4 }));
const path = fc
  .array(part, { minLength: 1, maxLength: 5 })
  .chain((parts) => fc.constantFrom('/', '', '-').map((separator) => parts.join(separator)));
const key = path.map((below) => `upload/${below}`);
const layout = fc.constantFrom(...layoutNames);
const folder = fc.constantFrom('alarm', 'quiet', 'error');
const copy = fc.option(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8, maxLength: 8 }),
  { nil: undefined },
);

/** What HTTP clients do to a path before they send it. */
function withoutSteps(text: string): string {
  return text
    .split('/')
    .map((segment) => (/^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : segment))
    .join('/');
}

// The end of a longer one is cut off.
const isShort = (below: string) => Buffer.byteLength(withoutSteps(below)) <= 940;

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

  it('gives every picture a camera that can stand in a path, and a file', () => {
    fc.assert(
      fc.property(key, (text) => {
        const parsed = parseUploadKey(text);
        if (text.endsWith('/')) expect(parsed).toBeUndefined();
        else {
          expect(parsed?.file).not.toBe('');
          expect(parsed?.camera).not.toMatch(/^$|^\.{1,2}$|\//);
        }
      }),
    );
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

  it('replaces the leading prefix and keeps the rest, but for steps', () => {
    fc.assert(
      fc.property(layout, folder, path, (name, where, below) => {
        fc.pre(isShort(below));
        const destination = destinationKey(name, where, `upload/${below}`);
        const prefix = destinationKey(name, where, 'upload/');
        expect(placePrefixes(name, 'pictures')).toContain(prefix);
        expect(destination).toBe(prefix + withoutSteps(below));
      }),
    );
  });

  it('stays in its folder even after a client resolves the address', () => {
    fc.assert(
      fc.property(layout, folder, key, copy, (name, where, text, suffix) => {
        const destination = destinationKey(name, where, text, suffix);
        const address = new URL(`/${urlPath(destination)}`, 'https://gallery.example');
        expect(address.host).toBe('gallery.example');
        expect(address.search + address.hash).toBe('');
        expect(address.pathname.slice(1).split('/').map(decodeURIComponent).join('/')).toBe(
          destination,
        );
        expect(destination.startsWith(destinationKey(name, where, 'upload/'))).toBe(true);
      }),
    );
  });

  it('never gives two pictures one name', () => {
    fc.assert(
      fc.property(layout, folder, key, key, (name, where, one, other) => {
        fc.pre(withoutSteps(one) !== withoutSteps(other));
        fc.pre(isShort(one.slice('upload/'.length)) && isShort(other.slice('upload/'.length)));
        expect(destinationKey(name, where, one)).not.toBe(destinationKey(name, where, other));
        expect(labelCsvKey(name, 'alarm', one)).not.toBe(labelCsvKey(name, 'alarm', other));
      }),
    );
  });

  it('never gives one picture the same name in two folders', () => {
    fc.assert(
      fc.property(layout, path, path, (name, one, other) => {
        const named = (where: 'alarm' | 'quiet' | 'error', below: string) =>
          destinationKey(name, where, `upload/${below}`);
        expect(named('alarm', one)).not.toBe(named('quiet', other));
        expect(named('quiet', one)).not.toBe(named('error', other));
        expect(named('error', one)).not.toBe(named('alarm', other));
      }),
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

  it('names each copy apart, in the same folder', () => {
    const suffix = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8 });
    fc.assert(
      fc.property(layout, folder, key, suffix, suffix, (name, where, text, one, other) => {
        const plain = destinationKey(name, where, text);
        const copied = destinationKey(name, where, text, one);
        expect(copied).not.toBe(plain);
        expect(copied.split('/')).toHaveLength(plain.split('/').length);
        expect(copied.startsWith(destinationKey(name, where, 'upload/'))).toBe(true);
        fc.pre(one !== other);
        expect(destinationKey(name, where, text, other)).not.toBe(copied);
      }),
    );
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

  it('keeps the labels of every picture where its grant allows', () => {
    fc.assert(
      fc.property(layout, key, copy, (name, text, suffix) => {
        for (const outcome of ['alarm', 'quiet'] as const) {
          const csv = labelCsvKey(name, outcome, text, suffix);
          expect(placePrefixes(name, 'csv').filter((p) => csv.startsWith(p))).toHaveLength(1);
          expect(placePrefixes(name, 'pictures').some((p) => csv.startsWith(p))).toBe(false);
        }
      }),
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

describe('what a camera says of itself', () => {
  it('lies in a place of its own, where nothing is labelled', () => {
    const keys = [cameraSnapshotKey('garden'), cameraHeartbeatKey('garden')];
    expect(keys).toEqual([
      'state/cameras/garden/snapshot.jpg',
      'state/cameras/garden/heartbeat.json',
    ]);
    for (const key of keys) {
      expect(key.startsWith(cameraStatePrefix('garden'))).toBe(true);
      expect(parseUploadKey(key)).toBeUndefined();
      expect(placePrefixes('intellicam', 'state').some((prefix) => key.startsWith(prefix))).toBe(
        true,
      );
    }
  });
});
