import { imageDimensionsFromData } from 'image-dimensions';
import type { RejectionReason } from '../../contracts/image-event.ts';
import { imageFormat } from '../../contracts/image-format.ts';

/** How much of a picture is read to know its format and size; a long EXIF block needs more. */
export const headerBytes = 64 * 1024;

// Rekognition's limits: 15 MB in S3, 80 to 10,000 pixels a side.
// https://docs.aws.amazon.com/rekognition/latest/dg/limits.html
const largestBytes = 15 * 1024 * 1024;
const leastSide = 80;
const largestSide = 10_000;
// A file of some hundred kB can decode to gigabytes; 50 megapixels are more than any camera here.
const largestPixels = 50_000_000;

type Rejection = { readonly reason: RejectionReason; readonly message: string };

/**
 * Judges a picture by its beginning, before anybody pays for it or decodes it.
 *
 * `needs-more` when the header goes on behind the bytes that were read.
 */
export function inspectImage(
  head: Uint8Array,
  sizeBytes: number,
): 'fine' | 'needs-more' | Rejection {
  if (sizeBytes === 0) return reject('empty', 'the file is empty');
  if (sizeBytes > largestBytes) {
    return reject('too-large', `the file has ${megabytes(sizeBytes)} MB; at most 15 are taken`);
  }
  if (imageFormat(head) === undefined) {
    return imageDimensionsFromData(head) === undefined
      ? reject('not-an-image', 'the file is neither JPEG nor PNG')
      : reject('unsupported-format', 'the file is a picture, but neither JPEG nor PNG');
  }
  const dimensions = imageDimensionsFromData(head);
  if (dimensions === undefined) {
    return head.length < sizeBytes
      ? 'needs-more'
      : reject('truncated', 'the picture ends before its header does');
  }
  const { width, height } = dimensions;
  const pixels = `${width} × ${height} pixels`;
  if (width < leastSide || height < leastSide) {
    return reject('too-small', `the picture has ${pixels}; each side needs ${leastSide}`);
  }
  if (width > largestSide || height > largestSide || width * height > largestPixels) {
    return reject('too-many-pixels', `the picture has ${pixels}; at most 50 million are taken`);
  }
  return 'fine';
}

function reject(reason: RejectionReason, message: string): Rejection {
  return { reason, message };
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
