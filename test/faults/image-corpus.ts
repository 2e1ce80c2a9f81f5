import sharp from 'sharp';
import { seededRandom } from '../../cli/demo/seeded-random.ts';
import type { RejectionReason } from '../../contracts/image-event.ts';

/** A picture as a camera, a bad line or somebody with a key may send it. */
export type CorpusPicture = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What has to become of it; undefined where chance decides. */
  readonly expected?: 'filed' | RejectionReason;
};

const exif = {
  IFD0: { Make: 'SecretCam', Copyright: 'Somebody' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
};

/** All of them, none with the bytes of another; a seed makes the same ones again. */
export async function imageCorpus(seed: number): Promise<readonly CorpusPicture[]> {
  const whole = await noise(320, 240).withExif(exif).toBuffer();
  return [
    { name: 'whole, with its place in EXIF', bytes: whole, expected: 'filed' },
    ...truncated(whole),
    ...bitFlips(whole, seed, 100),
    ...(await noPictures()),
    ...(await oddPictures()),
    ...(await oddSizes()),
    ...(await turned()),
  ];
}

function truncated(whole: Uint8Array): readonly CorpusPicture[] {
  return [0, 0.1, 1, 10, 50, 90, 99, 99.9].map((percent) => ({
    name: `${percent} % of a picture`,
    bytes: whole.subarray(0, Math.floor((whole.length * percent) / 100)),
    // A thousandth ends within the header.
    expected: percent === 0 ? 'empty' : percent === 0.1 ? 'truncated' : 'filed',
  }));
}

// Half of them where the header is: elsewhere, hardly any does harm.
function bitFlips(whole: Uint8Array, seed: number, count: number): readonly CorpusPicture[] {
  const random = seededRandom(seed);
  const bits = new Set<number>();
  while (bits.size < count) {
    const bytes = bits.size % 2 === 0 ? 1_000 : whole.length;
    bits.add(Math.floor(random() * bytes * 8));
  }
  return [...bits].map((bit) => {
    const bytes = Uint8Array.from(whole);
    const at = bit >> 3;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
    return { name: `bit ${bit & 7} of byte ${at} turned over`, bytes };
  });
}

async function noPictures(): Promise<readonly CorpusPicture[]> {
  const small = noise(100, 100);
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"/>';
  return [
    { name: 'nothing but zeros', bytes: Buffer.alloc(5_000), expected: 'not-an-image' },
    { name: 'a web page', bytes: Buffer.from('<!doctype html>'), expected: 'not-an-image' },
    { name: 'an SVG', bytes: Buffer.from(svg), expected: 'not-an-image' },
    { name: 'a GIF', bytes: await small.clone().gif().toBuffer(), expected: 'unsupported-format' },
    {
      name: 'a WebP',
      bytes: await small.clone().webp().toBuffer(),
      expected: 'unsupported-format',
    },
  ];
}

async function oddPictures(): Promise<readonly CorpusPicture[]> {
  const jpeg = await noise(160, 120).toBuffer();
  const cmyk = await noise(100, 100).toColourspace('cmyk').toBuffer();
  const script = Buffer.from('PK\u0003\u0004<script>alert(1)</script>');
  return [
    { name: 'a PNG', bytes: await noise(120, 90).png().toBuffer(), expected: 'filed' },
    { name: 'one for the press', bytes: cmyk, expected: 'filed' },
    { name: 'more behind its end', bytes: Buffer.concat([jpeg, script]), expected: 'filed' },
    { name: 'two in one', bytes: Buffer.concat([jpeg, jpeg]), expected: 'filed' },
    {
      name: 'progressive',
      bytes: await noise(100, 80).jpeg({ progressive: true }).toBuffer(),
      expected: 'filed',
    },
    { name: 'a header alone', bytes: jpeg.subarray(0, 620), expected: 'filed' },
  ];
}

async function oddSizes(): Promise<readonly CorpusPicture[]> {
  const jpeg = await noise(160, 121).toBuffer();
  const padding = Buffer.alloc(15 * 1024 * 1024);
  return [
    { name: 'over 15 MB', bytes: Buffer.concat([jpeg, padding]), expected: 'too-large' },
    { name: 'low', bytes: await noise(200, 79).toBuffer(), expected: 'too-small' },
    { name: 'just high enough', bytes: await noise(200, 80).toBuffer(), expected: 'filed' },
    { name: 'too wide', bytes: await noise(10_001, 80).toBuffer(), expected: 'too-many-pixels' },
    { name: 'just wide enough', bytes: await noise(10_000, 80).toBuffer(), expected: 'filed' },
    { name: '100 megapixels in some kB', bytes: sized(jpeg, 10_000), expected: 'too-many-pixels' },
    { name: '49 megapixels in some kB', bytes: sized(jpeg, 7_000), expected: 'filed' },
  ];
}

async function turned(): Promise<readonly CorpusPicture[]> {
  return Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => ({
      ...{ name: `EXIF orientation ${orientation}`, expected: 'filed' as const },
      bytes: await noise(160, 120).withMetadata({ orientation }).toBuffer(),
    })),
  );
}

/** Says in its header that it is a square of so many pixels a side. */
function sized(jpeg: Uint8Array, side: number): Uint8Array {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.indexOf(Buffer.of(0xff, 0xc0));
  bytes.writeUInt16BE(side, frame + 5);
  bytes.writeUInt16BE(side, frame + 7);
  return bytes;
}

function noise(width: number, height: number) {
  const random = seededRandom(width * height);
  const pixels = Uint8Array.from({ length: width * height * 3 }, () => 255 * random());
  return sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg();
}
