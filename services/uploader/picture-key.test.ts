import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUploadKey } from '../../contracts/object-key.ts';
import type { Picture } from './picture.ts';
import { pictureKey, safeCameraName } from './picture-key.ts';
import { jpegOf } from './uploader-bench.ts';

const capturedAt = new Date('2026-11-20T08:33:27.456Z');
const picture: Picture = {
  ...{ path: '/a.jpg', camera: 'garden', kind: 'motion', capturedAt, sizeBytes: 1, mtimeMs: 1 },
  event: '0000720261120083327',
  frame: 3,
};
const anyText = fc.string({ unit: fc.oneof(fc.constantFrom(...'./\\%\0\n é😀'), fc.string()) });

describe('pictureKey', () => {
  it('names camera, time, event, frame and contents', () => {
    expect(pictureKey(picture, jpegOf('a'))).toMatch(
      /^upload\/garden\/20261120T083327Z-0000720261120083327-03-[0-9a-f]{8}\.jpg$/,
    );
  });

  it('is the same for the same picture, and another for other bytes', () => {
    expect(pictureKey(picture, jpegOf('a'))).toBe(pictureKey(picture, jpegOf('a')));
    expect(pictureKey(picture, jpegOf('a'))).not.toBe(pictureKey(picture, jpegOf('b')));
  });

  it('says when there is no event and no frame', () => {
    const { event: _, frame: __, ...plain } = picture;
    expect(pictureKey(plain, jpegOf('a'))).toMatch(/\/20261120T083327Z-none-00-[0-9a-f]{8}\.jpg$/);
  });

  it('keeps one place for snapshots, which nobody labels', () => {
    const key = 'state/cameras/garden/snapshot.jpg';
    expect(pictureKey({ ...picture, kind: 'snapshot' }, jpegOf('a'))).toBe(key);
  });

  it('sorts by time', () => {
    const date = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [first, second] = [a, b].map((at) =>
          pictureKey({ ...picture, capturedAt: at }, jpegOf('')),
        );
        if (Math.floor(a.getTime() / 1000) < Math.floor(b.getTime() / 1000)) {
          expect((first ?? '') < (second ?? '')).toBe(true);
        }
      }),
    );
  });

  it('stays within its camera’s folder, whatever camera and event are called', () => {
    fc.assert(
      fc.property(anyText, anyText, (camera, event) => {
        const key = pictureKey({ ...picture, camera, event }, jpegOf('a'));
        expect(parseUploadKey(key)?.camera).toBe(safeCameraName(camera));
        expect(key.split('/')).toHaveLength(3);
        expect(Buffer.byteLength(key)).toBeLessThan(300);
        expect(key).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('safeCameraName', () => {
  it('leaves ordinary names as they are', () => {
    for (const name of ['garden', 'Ein Garten & 1 Tor', 'gärten', '門', 'a.b', '😀']) {
      expect(safeCameraName(name)).toBe(name);
    }
  });

  it('writes what is dangerous as in a URL', () => {
    expect(['..', '.', 'a/b', 'a\\b', '50%', ''].map(safeCameraName)).toEqual([
      ...['%2E%2E', '%2E', 'a%2Fb', 'a%5Cb', '50%25', '%'],
    ]);
  });

  it('gives two cameras two names', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        fc.pre(a !== b && !/\p{Cs}/u.test(a + b));
        expect(safeCameraName(a)).not.toBe(safeCameraName(b));
      }),
    );
    const long = 'é'.repeat(100);
    expect(safeCameraName(`${long}a`)).not.toBe(safeCameraName(`${long}b`));
    expect(Buffer.byteLength(safeCameraName(long))).toBeLessThanOrEqual(128);
  });
});
