import { type Labeler, LabelerUnavailableError, UnreadableImageError } from '../../labeler.ts';
import type { ImageReference } from '../../read-image.ts';
import { decodeDetections } from './decode-detections.ts';
import { createDetectorPool, type DetectorPool } from './detector-pool.ts';

/** Labels pictures on this machine, with no account anywhere. */
export function centernetLabeler({
  readImage,
  threads,
  minConfidence = 30,
  pool = createDetectorPool({ threads }),
}: {
  readonly readImage: (image: ImageReference) => Promise<Uint8Array>;
  readonly threads: number;
  /** What the model is less sure of, in percent, is not reported, unless a rule asks for less. */
  readonly minConfidence?: number;
  readonly pool?: DetectorPool;
}): Labeler {
  return {
    name: 'centernet',
    // People score 50 to 75 in real footage and drawn gardens, the empty garden below 30.
    alarmConfidence: 45,
    async label(image, { leastConfidence = minConfidence } = {}) {
      const least = Math.min(minConfidence, leastConfidence);
      const bytes = await readImage(image);
      const detections = await pool.detect(bytes).catch((cause: unknown) => {
        if (cause instanceof UnreadableImageError) throw cause;
        const reason = 'failed';
        throw new LabelerUnavailableError(`label image ${image.key}`, { reason, cause });
      });
      return decodeDetections(detections, least);
    },
    close: () => pool.close(),
  };
}
