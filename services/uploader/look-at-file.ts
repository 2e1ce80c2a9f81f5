import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs';
import { imageFormat } from '../../contracts/image-format.ts';

/** A file as the uploader sees it, or why it is not (yet) a picture to take. */
export type FileLook =
  | { readonly kind: 'picture'; readonly sizeBytes: number; readonly mtimeMs: number }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'no-picture' }
  | { readonly kind: 'gone' };

const pictureName = /\.(jpe?g|png|webp|gif|hei[cf]|avif|bmp|tiff?|ppm|svg)$/i;

/** A link could lead anywhere, and a pipe would keep us waiting. */
export const openSafely = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Looks whether a file is a picture, by its name or by its first bytes, and whether nobody writes it
 * any more: its JPEG end is there, or it has lain still for long enough. Only some bytes are read, and
 * at once: it takes less time than to ask a thread to do it.
 */
export function lookAtFile(path: string, now: Date, settleMilliseconds: number): FileLook {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { kind: 'gone' };
  if (!found.isFile()) return { kind: 'no-picture' };
  const { size: sizeBytes, mtimeMs } = found;
  const file = openSync(path, openSafely);
  try {
    const format = imageFormat(bytesAt(file, 0, 8));
    if (!isNamedLikePicture(path) && format === undefined) return { kind: 'no-picture' };
    // A file from the future, written before the clock was put right, is not being written either.
    const settled = Math.abs(now.getTime() - mtimeMs) >= settleMilliseconds;
    const finished = settled || (format === 'jpeg' && hasJpegEnd(file, sizeBytes));
    return finished ? { kind: 'picture', sizeBytes, mtimeMs } : { kind: 'unfinished' };
  } finally {
    closeSync(file);
  }
}

export function isNamedLikePicture(path: string): boolean {
  return pictureName.test(path);
}

// The two bytes of the end may stand earlier, too: at the end of the small picture in the header,
// where a writer may pause.
function hasJpegEnd(file: number, size: number): boolean {
  const end = bytesAt(file, size - 2, 2);
  return end[0] === 0xff && end[1] === 0xd9 && headerEnd(file, size) < size - 2;
}

// Walks along the header's segments to the start of the picture proper; Infinity when it is not there.
function headerEnd(file: number, size: number): number {
  let at = 2;
  while (at < size) {
    const [first, marker = 0, high = 0, low = 0] = bytesAt(file, at, 4);
    if (first !== 0xff) return Number.POSITIVE_INFINITY;
    if (marker === 0xda) return at;
    at += marker === 0xff ? 1 : 2 + high * 256 + low;
  }
  return Number.POSITIVE_INFINITY;
}

function bytesAt(file: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return position < 0
    ? bytes.subarray(0, 0)
    : bytes.subarray(0, readSync(file, bytes, 0, length, position));
}
