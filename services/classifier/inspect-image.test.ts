import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { headerBytes, inspectImage } from './inspect-image.ts';

async function draw(format: 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff', width = 320, height = 240) {
  const create = { width, height, channels: 3, background: '#336699' } as const;
  return sharp({ create }).toFormat(format).toBuffer();
}

/** A PNG's signature and IHDR, which is all that its size is read from. */
function pngHeader(width: number, height: number): Uint8Array {
  const header = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000000000000008020000000000000000',
    'hex',
  );
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

/** A JPEG whose size comes only after so many bytes of metadata. */
function withMetadata(jpeg: Uint8Array, segments: number): Uint8Array {
  const segment = Buffer.alloc(2 + 0xffff);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(0xffff, 2);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    ...Array<Uint8Array>(segments).fill(segment),
    jpeg.subarray(2),
  ]);
}

function inspect(bytes: Uint8Array, sizeBytes = bytes.length): string {
  const found = inspectImage(bytes.subarray(0, headerBytes), sizeBytes);
  return typeof found === 'string' ? found : found.reason;
}

describe('inspectImage', () => {
  let jpeg: Uint8Array;
  let png: Uint8Array;
  beforeAll(async () => {
    jpeg = await draw('jpeg');
    png = await draw('png');
  });

  it('finds nothing wrong with a JPEG or PNG', async () => {
    expect(inspect(jpeg)).toBe('fine');
    expect(inspect(png)).toBe('fine');
    const create = { width: 320, height: 240, channels: 3, background: 'red' } as const;
    expect(inspect(await sharp({ create }).jpeg({ progressive: true }).toBuffer())).toBe('fine');
    expect(inspect(await sharp({ create }).toColourspace('cmyk').jpeg().toBuffer())).toBe('fine');
    expect(
      inspect(await sharp({ create }).withMetadata({ orientation: 6 }).jpeg().toBuffer()),
    ).toBe('fine');
  });

  it('finds nothing wrong with a picture that is damaged behind its header', () => {
    expect(inspect(jpeg.subarray(0, jpeg.length - 100))).toBe('fine');
    expect(inspect(Buffer.concat([jpeg, Buffer.from('trailing')]))).toBe('fine');
  });

  it('rejects an empty file', () => {
    expect(inspectImage(new Uint8Array(), 0)).toEqual({
      reason: 'empty',
      message: 'the file is empty',
    });
  });

  it('rejects a file of one byte, whichever it is', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      expect(inspect(Uint8Array.of(byte))).toBe('not-an-image');
    }
  });

  it('rejects a JPEG that ends before its size is told, wherever that is', () => {
    const size = Buffer.from(jpeg).indexOf(Buffer.from('ffc0', 'hex'));
    expect(size).toBeGreaterThan(20);
    for (let length = 3; length < size; length += 1) {
      expect(inspect(jpeg.subarray(0, length)), `${length} bytes`).toBe('truncated');
    }
    for (let length = 0; length < jpeg.length; length += 1) {
      expect(inspect(jpeg.subarray(0, length)), `${length} bytes`).toMatch(
        /^(empty|not-an-image|truncated|fine)$/,
      );
    }
    expect(inspect(jpeg.subarray(0, size + 9))).toBe('fine');
  });

  it('rejects a PNG that ends before its size is told, wherever that is', () => {
    for (let length = 1; length < 8; length += 1) {
      expect(inspect(png.subarray(0, length)), `${length} bytes`).toBe('not-an-image');
    }
    for (let length = 8; length < 24; length += 1) {
      expect(inspect(png.subarray(0, length)), `${length} bytes`).toBe('truncated');
    }
    expect(inspect(png.subarray(0, 24))).toBe('fine');
  });

  it('knows another kind of picture, whatever it is called', async () => {
    expect(inspect(await draw('gif'))).toBe('unsupported-format');
    expect(inspect(await draw('webp'))).toBe('unsupported-format');
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>',
    '<!doctype html><script>alert(1)</script>',
    'hello',
    'JFIF',
    ' \xff\xd8\xff',
    '%PDF-1.7',
  ])('takes %j for no picture', (text) => {
    expect(inspect(Buffer.from(text, 'latin1'))).toMatch(/^(not-an-image|unsupported-format)$/);
  });

  it.each([
    [79, 79, 'too-small'],
    [79, 1000, 'too-small'],
    [1000, 79, 'too-small'],
    [0, 0, 'too-small'],
    [80, 80, 'fine'],
    [10_000, 5_000, 'fine'],
    [10_000, 5_001, 'too-many-pixels'],
    [10_001, 100, 'too-many-pixels'],
    [100, 10_001, 'too-many-pixels'],
    [10_000, 10_000, 'too-many-pixels'],
    [0x7fffffff, 0x7fffffff, 'too-many-pixels'],
    [0xffffffff, 0xffffffff, 'too-many-pixels'],
  ])('judges %d by %d pixels by the header alone', (width, height, expected) => {
    expect(inspect(pngHeader(width, height))).toBe(expected);
  });

  it('tells the owner how large a picture is', () => {
    expect(inspectImage(pngHeader(79, 100), 1000)).toMatchObject({
      message: expect.stringContaining('79 × 100'),
    });
  });

  it('rejects a picture of 79 drawn pixels', async () => {
    expect(inspect(await draw('jpeg', 79, 200))).toBe('too-small');
    expect(inspect(await draw('png', 200, 79))).toBe('too-small');
  });

  it('rejects a file of more than 15 MB without a look at it', () => {
    const limit = 15 * 1024 * 1024;
    expect(inspect(jpeg, limit)).toBe('fine');
    expect(inspect(jpeg, limit + 1)).toBe('too-large');
    expect(inspect(Buffer.from('hello'), limit + 1)).toBe('too-large');
  });

  it('asks for more when the metadata is longer than what was read', () => {
    const long = withMetadata(jpeg, 3);
    expect(long.length).toBeGreaterThan(headerBytes);
    expect(inspect(long)).toBe('needs-more');
    expect(inspectImage(long, long.length)).toBe('fine');
  });

  it('asks for no more when there is no more', () => {
    const long = withMetadata(jpeg, 3).subarray(0, 100_000);
    expect(inspect(long)).toBe('needs-more');
    expect(inspectImage(long, long.length)).toMatchObject({ reason: 'truncated' });
  });

  it('always comes to a decision, whatever the bytes', () => {
    const start = fc.constantFrom(
      '',
      'ffd8ff',
      'ffd8ffe0',
      'ffd8ffc0',
      '89504e470d0a1a0a',
      '47494638',
      '52494646',
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 64 }), (magic, rest) => {
        const bytes = Buffer.concat([Buffer.from(magic, 'hex'), rest]);
        expect(inspect(bytes)).not.toBe('needs-more');
        expect(() => inspect(bytes, bytes.length + 1)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});
