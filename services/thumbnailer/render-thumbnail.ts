import sharp from 'sharp';
import { type ImageFormat, imageFormat } from '../../contracts/image-format.ts';

export type Thumbnail = {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** The picture was damaged; what could be read of it is shown. */
  readonly partial: boolean;
};

const longestSide = 320;
const largestPixels = 50_000_000;

// Pictures are worked on side by side; threads within one only get in each other's way.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Makes a small JPEG, turned as its EXIF orientation says and without any metadata.
 *
 * A truncated picture still gives a thumbnail: losing the picture of a burglar for its last row
 * would be wrong. Undefined when nothing at all can be decoded.
 */
export async function renderThumbnail(picture: Uint8Array): Promise<Thumbnail | undefined> {
  // libvips decodes what the bytes say, an SVG named .jpg too.
  const format = imageFormat(picture);
  if (format === undefined) return undefined;
  const whole = await resize(picture, format, 'warning');
  if (whole !== undefined) return { ...whole, partial: false };
  const damaged = await resize(picture, format, 'none');
  return damaged === undefined ? undefined : { ...damaged, partial: true };
}

async function resize(picture: Uint8Array, format: ImageFormat, failOn: 'warning' | 'none') {
  try {
    const small = sharp(picture, { failOn, limitInputPixels: largestPixels })
      .autoOrient()
      .resize(longestSide, longestSide, {
        fit: 'inside',
        withoutEnlargement: true,
        // This and the coder's usual tables take a fifth less time; nobody sees it at this size.
        kernel: 'linear',
      })
      .jpeg({ quality: 75, optimiseCoding: false });
    // Only a PNG can be transparent, and flattening a JPEG costs a tenth of the whole.
    if (format === 'png') small.flatten({ background: '#808080' });
    const { data, info } = await small.toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    return undefined;
  }
}
