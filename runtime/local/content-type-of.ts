import { imageFormat } from '../../contracts/image-format.ts';
import { isIndexKey } from './is-index-key.ts';

/** How many bytes of an object {@link contentTypeOf} looks at. */
export const magicLength = 8;

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
  const format = imageFormat(bytes);
  return format === undefined ? 'application/octet-stream' : `image/${format}`;
}
