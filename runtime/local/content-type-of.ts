import { isIndexKey } from './is-index-key.ts';

const jpegMagic = [0xff, 0xd8, 0xff];
const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** How many bytes of an object {@link contentTypeOf} looks at. */
export const magicLength = pngMagic.length;

export type ServedType =
  | 'image/jpeg'
  | 'image/png'
  | 'application/json'
  | 'application/octet-stream';

/**
 * What a browser is told an object is: by where it lies and how it begins, never by what its
 * uploader called it, so that no picture can turn out to be a page.
 */
export function contentTypeOf(key: string, bytes: Uint8Array): ServedType {
  if (isIndexKey(key)) return 'application/json';
  if (startsWith(bytes, jpegMagic)) return 'image/jpeg';
  if (startsWith(bytes, pngMagic)) return 'image/png';
  return 'application/octet-stream';
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
