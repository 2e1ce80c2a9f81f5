import { open, readFile, stat } from 'node:fs/promises';
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
  if (!pictureName.test(path) && !(await beginsAsPicture(path))) return { kind: 'no-picture' };
  const bytes = await readFile(path);
  const { mtime, size } = await stat(path);
  const settled = now.getTime() - mtime.getTime() >= settledMilliseconds;
  const finished = size === bytes.length && (settled || endsLikeJpeg(bytes));
  return finished ? { kind: 'picture', bytes, mtime } : { kind: 'unfinished' };
}

// A film may lie beside the pictures; it is not read to see that it is none.
async function beginsAsPicture(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const head = new Uint8Array(8);
    await file.read(head, 0, head.length, 0);
    return imageFormat(head) !== undefined;
  } finally {
    await file.close();
  }
}

function endsLikeJpeg(bytes: Uint8Array): boolean {
  return imageFormat(bytes) === 'jpeg' && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}
