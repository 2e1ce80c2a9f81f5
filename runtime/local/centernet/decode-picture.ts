import sharp from 'sharp';
import { imageFormat } from '../../../contracts/image-format.ts';
import { UnreadableImageError } from '../../labeler.ts';
import { inputSize } from './detection.ts';

const maxPixels = 50_000_000;

// These two settings hold for the whole process; each detector thread brings its own core.
sharp.concurrency(1);
sharp.cache(false);

/** Decodes a JPEG or PNG, upright, into the square of RGB floats the model takes. */
export async function decodePicture(bytes: Uint8Array): Promise<Float32Array> {
  // `sharp.block` would shut the other decoders for every thread of the process, too.
  if (imageFormat(bytes) === undefined) {
    throw new UnreadableImageError('decode the picture: neither JPEG nor PNG');
  }
  try {
    // Half an upload is still evidence: what is there gets judged.
    const pixels = await sharp(bytes, { failOn: 'none', limitInputPixels: maxPixels })
      .autoOrient()
      // In 80 frames of real footage the surest person scores 0.50 or more so; letterboxed, 0.48.
      .resize(inputSize, inputSize, { fit: 'fill' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer();
    return new Float32Array(pixels);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnreadableImageError(`decode the picture: ${reason}`, { cause });
  }
}
