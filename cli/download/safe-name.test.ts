import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureFileName, safeName } from './safe-name.ts';

const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'./\\:*?"<>|\0\n\r\t %~-_aA0ä😀\u202e') }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('..', '.', '', 'CON', 'nul.jpg', '../../etc/passwd', 'C:\\Windows', '.bashrc'),
);

describe('safeName', () => {
  it('keeps a usual name', () => {
    expect(safeName('20261120T130211Z-03.jpg')).toBe('20261120T130211Z-03.jpg');
    expect(safeName('Einfahrt süd')).toBe('Einfahrt süd');
  });

  it('is one name in the folder, whatever it was', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const safe = safeName(name);
        expect(basename(join('folder', safe))).toBe(safe);
        expect(join('folder', safe)).toBe(`folder/${safe}`);
        expect(safe).toMatch(/^[^./\\\p{Cc}][^/\\:*?"<>|\p{Cc}]*$/u);
        expect(safe).not.toMatch(/[. ]$|^(?:con|nul)(?:\.|$)/i);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(121);
      }),
    );
  });
});

describe('pictureFileName', () => {
  const imageId = '5f0c2a9be41d7c3a8e60';

  it('is the name of the picture and its id', () => {
    expect(pictureFileName('jpg_alarm/garden/20261120T130211Z-03.jpg', imageId)).toBe(
      `20261120T130211Z-03-${imageId}.jpg`,
    );
    expect(pictureFileName('jpg_error/garden/README', imageId)).toBe(`README-${imageId}`);
    expect(pictureFileName('jpg_error/garden/.jpg', imageId)).toBe(`_jpg-${imageId}`);
  });

  it('differs for two pictures of one name, and stays a name for any key', () => {
    fc.assert(
      fc.property(hostile, (key) => {
        const [one, other] = [imageId, '0123456789abcdef0123'].map((id) =>
          pictureFileName(key, id),
        );
        expect(one).not.toBe(other);
        expect(basename(join('folder', one ?? ''))).toBe(one);
        expect(Buffer.byteLength(one ?? '')).toBeLessThan(160);
      }),
    );
  });
});
