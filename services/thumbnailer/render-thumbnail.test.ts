import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderThumbnail } from './render-thumbnail.ts';

const red = [255, 0, 0];
const green = [0, 255, 0];
const blue = [0, 0, 255];
const white = [255, 255, 255];

/** Four coloured quarters: red and green above blue and white. */
async function quarters(width = 160, height = 120): Promise<Sharp> {
  const [right, below] = [width / 2, height / 2];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${right}" height="${below}" fill="rgb(${red})"/>
    <rect x="${right}" width="${right}" height="${below}" fill="rgb(${green})"/>
    <rect y="${below}" width="${right}" height="${below}" fill="rgb(${blue})"/>
    <rect x="${right}" y="${below}" width="${right}" height="${below}" fill="rgb(${white})"/></svg>`;
  return sharp(await sharp(Buffer.from(svg)).png().toBuffer()).removeAlpha();
}

async function noise(width: number, height: number): Promise<Buffer> {
  const create = {
    width,
    height,
    channels: 3,
    background: 'black',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  } as const;
  return sharp({ create }).jpeg().toBuffer();
}

/** The colours of the corners, clockwise from the upper left one, as the nearest pure colours. */
async function corners(picture: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const at = (x: number, y: number) => {
    const start = (y * width + x) * channels;
    return [...data.subarray(start, start + 3)].map((value) => (value > 127 ? 255 : 0));
  };
  const [right, bottom] = [width - 6, height - 6];
  return [at(5, 5), at(right, 5), at(right, bottom), at(5, bottom)];
}

describe('renderThumbnail', () => {
  let upright: Buffer;
  beforeAll(async () => {
    upright = await (await quarters()).jpeg({ quality: 95 }).toBuffer();
  });

  it.each([
    [1, [red, green, white, blue]],
    [2, [green, red, blue, white]],
    [3, [white, blue, red, green]],
    [4, [blue, white, green, red]],
    [5, [red, blue, white, green]],
    [6, [blue, red, green, white]],
    [7, [white, green, red, blue]],
    [8, [green, white, blue, red]],
  ])('turns a picture of EXIF orientation %d upright', async (orientation, expected) => {
    const turned = await sharp(upright).withMetadata({ orientation }).toBuffer();
    const thumbnail = await renderThumbnail(turned);
    const lying = orientation >= 5;
    expect(thumbnail).toMatchObject({
      width: lying ? 120 : 160,
      height: lying ? 160 : 120,
      partial: false,
    });
    expect(await corners(thumbnail?.bytes ?? upright)).toEqual(expected);
    expect((await sharp(thumbnail?.bytes).metadata()).orientation).toBeUndefined();
  });

  it('tells nothing of where and by what the picture was taken', async () => {
    const exif = {
      IFD0: { Make: 'SecretCam', Copyright: 'Somebody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    };
    const tagged = await sharp(upright).withExif(exif).withXmp('<x:xmpmeta/>').toBuffer();
    expect((await sharp(tagged).metadata()).exif?.includes('SecretCam')).toBe(true);
    const thumbnail = await renderThumbnail(tagged);
    const metadata = await sharp(thumbnail?.bytes).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg' });
    expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined]);
    expect(Buffer.from(thumbnail?.bytes ?? []).includes('SecretCam')).toBe(false);
  });

  it.each([
    [1280, 720, 320, 180],
    [720, 1280, 180, 320],
    [2000, 100, 320, 16],
    [320, 320, 320, 320],
    [100, 90, 100, 90],
  ])('makes %d × %d pixels into %d × %d, and none larger', async (width, height, w, h) => {
    const picture = await (await quarters(width, height)).jpeg().toBuffer();
    const thumbnail = await renderThumbnail(picture);
    expect(thumbnail).toMatchObject({ width: w, height: h });
    expect(await sharp(thumbnail?.bytes).metadata()).toMatchObject({ width: w, height: h });
  });

  it.each([0.2, 0.5, 0.9, 0.99])('shows what can be read of %d of a picture', async (part) => {
    const picture = await noise(400, 300);
    const thumbnail = await renderThumbnail(picture.subarray(0, picture.length * part));
    expect(thumbnail).toMatchObject({ width: 320, height: 240, partial: true });
    expect((await sharp(thumbnail?.bytes).metadata()).format).toBe('jpeg');
  });

  it('shows what can be read of a PNG', async () => {
    const create = { width: 160, height: 120, channels: 3, background: 'red' } as const;
    const noisy = { ...create, noise: { type: 'gaussian', mean: 128, sigma: 40 } } as const;
    const picture = await sharp({ create: noisy }).png().toBuffer();
    expect(await renderThumbnail(picture)).toMatchObject({ partial: false });
    expect(await renderThumbnail(picture.subarray(0, picture.length / 2))).toMatchObject({
      partial: true,
    });
  });

  it('puts a transparent PNG on grey', async () => {
    const create = { width: 100, height: 100, channels: 4, background: '#ff000000' } as const;
    const thumbnail = await renderThumbnail(await sharp({ create }).png().toBuffer());
    const { data } = await sharp(thumbnail?.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(Math.abs((data[0] ?? 0) - 0x80)).toBeLessThan(4);
    expect(Math.abs((data[1] ?? 0) - 0x80)).toBeLessThan(4);
  });

  it('gives JPEG in sRGB of a picture for the press', async () => {
    const picture = await sharp(upright).toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(picture).metadata()).space).toBe('cmyk');
    const thumbnail = await renderThumbnail(picture);
    expect(await sharp(thumbnail?.bytes).metadata()).toMatchObject({
      format: 'jpeg',
      space: 'srgb',
      channels: 3,
    });
  });

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>'],
    ['nothing', ''],
    ['text', 'hello'],
    ['a JPEG’s first bytes and no more', '\xff\xd8\xff'],
    ['a PNG’s first bytes and no more', '\x89PNG\r\n\x1a\n'],
  ])('does not make one of %s', async (_, text) => {
    expect(await renderThumbnail(Buffer.from(text, 'latin1'))).toBeUndefined();
  });

  it.each(['gif', 'webp', 'tiff'] as const)('does not open a %s', async (format) => {
    expect(await renderThumbnail(await sharp(upright).toFormat(format).toBuffer())).toBeUndefined();
  });

  it('does not open a picture that would fill the memory', async () => {
    const create = { width: 8_000, height: 6_300, channels: 3, background: 'red' } as const;
    const bomb = await sharp({ create }).png().toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await renderThumbnail(bomb)).toBeUndefined();
  });
});
