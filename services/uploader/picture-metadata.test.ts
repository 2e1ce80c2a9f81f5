import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureTime } from '../../contracts/capture-time.ts';
import { decodeMetadata, encodeMetadata } from '../../runtime/aws/object-metadata.ts';
import type { Picture } from './picture.ts';
import { pictureMetadata } from './picture-metadata.ts';

const capturedAt = new Date('2026-07-20T08:33:27.000Z');
const picture: Picture = {
  ...{ path: '/a.jpg', camera: 'garden', kind: 'motion', capturedAt, sizeBytes: 1, mtimeMs: 1 },
};

describe('pictureMetadata', () => {
  it('tells the time with the zone’s offset, and the camera', () => {
    expect(pictureMetadata(picture, 'Europe/Berlin')).toEqual({
      'captured-at': '2026-07-20T10:33:27+02:00',
      camera: 'garden',
    });
  });

  it('tells event and area where they are known', () => {
    const motionArea = { centerX: 1, centerY: 2, width: 3, height: 4 };
    expect(pictureMetadata({ ...picture, event: '7', motionArea }, 'UTC')).toMatchObject({
      'motion-event': '7',
      'motion-area': '1x2x3x4',
    });
  });

  it('is text that S3 can carry, and is read back by the pipeline as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const metadata = pictureMetadata({ ...picture, camera: text, event: text }, 'UTC');
        expect(metadata).toMatchObject({ camera: text, 'motion-event': text });
        expect(decodeMetadata(encodeMetadata(metadata))).toEqual(metadata);
      }),
    );
  });

  it('has no halves of characters', () => {
    const metadata = pictureMetadata({ ...picture, camera: 'a\ud83d' }, 'UTC');
    expect(encodeMetadata(metadata)).toMatchObject({ camera: 'a%EF%BF%BD' });
  });

  it('tells the pipeline the time exactly', () => {
    const date = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'UTC'), (at, timeZone) => {
        const metadata = pictureMetadata({ ...picture, capturedAt: at }, timeZone);
        const sources = { file: 'a.jpg', lastModified: new Date(0), timeZone };
        expect(captureTime({ ...sources, metadata })).toBe(at.toISOString());
      }),
    );
  });
});
