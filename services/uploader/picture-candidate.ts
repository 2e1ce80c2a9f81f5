import { open, stat } from 'node:fs/promises';
import { imageFormat } from '../../contracts/image-format.ts';

/** A file as the uploader sees it, or why it is not (yet) a picture to take. */
export type Candidate =
  | { readonly kind: 'picture'; readonly bytes: Uint8Array; readonly mtime: Date }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'no-picture' };

const pictureName = /\.(jpe?g|png|webp|gif|hei[cf]|avif|bmp|tiff?|ppm|svg)$/i;

// A file that nobody has touched for so long is finished, whatever is in it.
const settledMilliseconds = 1_000;

/**
 * Reads a file if it is a picture, by its name or by its first bytes, and nobody writes it any more:
 * its JPEG end is there, or it has lain still for a second.
 */
export async function readCandidate(path: string, now: Date): Promise<Candidate> {
  const file = await open(path, 'r');
  try {
    const { mtime, size } = await file.stat();
    const start = new Uint8Array(8);
    await file.read(start, 0, start.length, 0);
    if (!pictureName.test(path) && imageFormat(start) === undefined) {
      return { kind: 'no-picture' };
    }
    const settled = now.getTime() - mtime.getTime() >= settledMilliseconds;
    const bytes = await file.readFile();
    if (!settled && !endsLikeJpeg(bytes)) return { kind: 'unfinished' };
    const { size: sizeNow } = await stat(path);
    return sizeNow === size ? { kind: 'picture', bytes, mtime } : { kind: 'unfinished' };
  } finally {
    await file.close();
  }
}

function endsLikeJpeg(bytes: Uint8Array): boolean {
  return imageFormat(bytes) === 'jpeg' && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}
