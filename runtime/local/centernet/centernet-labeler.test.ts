import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { LabelerUnavailableError, UnreadableImageError } from '../../labeler.ts';
import { centernetLabeler } from './centernet-labeler.ts';

const pictures = new Map<string, Uint8Array>();
const labeler = centernetLabeler({
  threads: 1,
  readImage: async ({ key }) => pictures.get(key) ?? new Uint8Array(),
});
const label = (key: string, bytes: Uint8Array) => {
  pictures.set(key, bytes);
  return labeler.label({ key, etag: '"1"' });
};
const lawn = sharp({ create: { width: 64, height: 48, channels: 4, background: '#3a7d2b' } });

afterAll(() => labeler.close());

describe('the embedded detector', () => {
  it.each(['jpeg', 'png'] as const)('sees nobody on a bare lawn, as %s', async (format) => {
    expect(await label('lawn', await lawn.clone().toFormat(format).toBuffer())).toEqual([]);
  });

  it('judges grey, 16-bit and CMYK pictures, too', async () => {
    const grey = await lawn.clone().greyscale().png().toBuffer();
    const deep = await lawn.clone().toColourspace('rgb16').png().toBuffer();
    const cmyk = await lawn.clone().toColourspace('cmyk').jpeg().toBuffer();
    for (const bytes of [grey, deep, cmyk]) expect(await label('odd', bytes)).toEqual([]);
  });

  it('judges what there is of a truncated picture', async () => {
    const whole = await lawn.clone().resize(640, 480).jpeg().toBuffer();
    expect(await label('half', whole.subarray(0, whole.length - 200))).toEqual([]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text named .jpg', Buffer.from('this is no picture')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['the first bytes of a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ])('can never read %s', async (_, bytes) => {
    await expect(label('garden/x.jpg', bytes)).rejects.toThrow(UnreadableImageError);
  });

  it('is unavailable when its threads die, and says so of no picture', async () => {
    const close = async () => undefined;
    const broken = centernetLabeler({
      ...{ threads: 1, readImage: async () => new Uint8Array() },
      pool: { detect: () => Promise.reject(new Error('the detector thread died')), close },
    });
    const failing = broken.label({ key: 'lawn.jpg', etag: '"1"' });
    await expect(failing).rejects.toBeInstanceOf(LabelerUnavailableError);
    await expect(failing).rejects.toMatchObject({ reason: 'failed' });
  });

  it.each(['webp', 'gif', 'tiff'] as const)('reads no %s', async (format) => {
    const bytes = await lawn.clone().toFormat(format).toBuffer();
    await expect(label('lawn.jpg', bytes)).rejects.toThrow(/neither JPEG nor PNG/);
  });

  it('reads no picture of more than 50 million pixels', async () => {
    const huge = sharp({ create: { width: 8000, height: 6300, channels: 3, background: '#000' } });
    const bytes = await huge.png({ compressionLevel: 1 }).toBuffer();
    await expect(label('huge.png', bytes)).rejects.toThrow(/pixel limit/);
  });
});
