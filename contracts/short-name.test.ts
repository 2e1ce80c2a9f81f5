import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thumbnailKey } from './gallery-key.ts';
import {
  destinationKey,
  errorReasonKey,
  labelCsvKey,
  layoutNames,
  parseUploadKey,
  recordKey,
} from './object-key.ts';
import { csvKeysOf, turnedKey } from './picture-places.ts';
import { shortCamera, shortPath } from './short-name.ts';
import { incidentsKey, rejectionsKey, visitKey } from './state-key.ts';

const id = '5f0c2a9b5f0c2a9b5f0c';
const unit = fc.constantFrom('a', '/', '.', '..', 'é', '😀', '\ufeff', '%', '.jpg');
/** Keys as long as S3 takes them. */
const longKey = fc
  .array(unit, { minLength: 500, maxLength: 1_017, size: 'max' })
  .map(
    (units) => `upload/${new TextDecoder().decode(Buffer.from(units.join('')).subarray(0, 1_015))}`,
  )
  .filter((key) => Buffer.byteLength(key) <= 1_024 && parseUploadKey(key) !== undefined);

function keysMadeOf(key: string): readonly string[] {
  const { camera = '' } = parseUploadKey(key) ?? {};
  const filed = layoutNames.flatMap((layout) =>
    [undefined, id.slice(0, 8), id].flatMap((copy) => [
      ...[destinationKey(layout, 'alarm', key, copy), destinationKey(layout, 'quiet', key, copy)],
      ...[labelCsvKey(layout, 'alarm', key, copy), labelCsvKey(layout, 'quiet', key, copy)],
      errorReasonKey(destinationKey(layout, 'error', key, copy)),
    ]),
  );
  const judged = filed.flatMap((one) => {
    const { filed: here = '', turned = '' } = csvKeysOf(one, id) ?? {};
    return [turnedKey(one, id) ?? '', here, turned];
  });
  const ofCamera = [
    ...[recordKey(camera, '2026-11-20', id), thumbnailKey(camera, '2026-11-20', id)],
    ...[incidentsKey(camera), rejectionsKey(camera), visitKey(camera, '😀'.repeat(500))],
  ];
  return [...filed, ...judged, ...ofCamera];
}

describe('a key as long as S3 takes them', () => {
  it('makes no longer one, no folder, and no step', () => {
    fc.assert(
      fc.property(longKey, (key) => {
        for (const made of keysMadeOf(key)) {
          expect(Buffer.byteLength(made)).toBeLessThanOrEqual(1_024);
          expect(made).not.toMatch(/\/$|(^|\/)\.{1,2}(\/|$)|\ufffd$/);
        }
      }),
    );
  });
});

describe('a short name', () => {
  it.each(['a.jpg', 'garden/2026/a.b.jpg', 'n'.repeat(940), '', '/', 'é'.repeat(470)])(
    'is left as it is',
    (path) => {
      expect(shortPath(path)).toBe(path);
    },
  );

  it('keeps its ending, and no half of a character', () => {
    expect(shortPath(`${'n'.repeat(2_000)}.jpeg`)).toBe(`${'n'.repeat(934)}.jpeg`);
    expect(shortPath('😀'.repeat(300))).toBe('😀'.repeat(234));
    expect(shortPath(`${'/'.repeat(2_000)}a`)).toBe(`${'/'.repeat(939)}_`);
    expect(shortCamera('é'.repeat(200))).toBe('é'.repeat(128));
  });
});
