import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from './any-text.ts';
import {
  destinationKey,
  labelCsvKey,
  layoutNames,
  parseUploadKey,
  placePrefixes,
  urlPath,
} from './object-key.ts';

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
});
