import type { Label } from '../contracts/label.ts';
import type { Unavailability } from '../contracts/labeler-outage.ts';
import type { ImageReference } from './read-image.ts';

export type LabelOptions = {
  /** What is less sure than this, in percent, decides nothing; a labeler may still name it. */
  readonly leastConfidence?: number;
};

/**
 * Names what a picture shows.
 *
 * Throws {@link UnreadableImageError} for a picture that no retry can cure, and
 * {@link LabelerUnavailableError} when it can label nothing now, so that the picture waits; any other
 * error is transient and the picture is tried again.
 */
export interface Labeler {
  /** Written into the record, e.g. `centernet`. */
  readonly name: string;
  /** From which confidence a label rings, in percent, where the owner's list names none. */
  readonly alarmConfidence: number;
  label(image: ImageReference, options?: LabelOptions): Promise<readonly Label[]>;
  close(): Promise<void>;
}

/** The labeler answers nobody now, through no fault of this picture. */
export class LabelerUnavailableError extends Error {
  override readonly name = 'LabelerUnavailableError';
  readonly reason: Exclude<Unavailability, 'budget'>;

  constructor(
    message: string,
    { reason, cause }: { reason: Exclude<Unavailability, 'budget'>; cause: unknown },
  ) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** The labeler can never read this picture: it is rejected, not retried. */
export class UnreadableImageError extends Error {
  override readonly name = 'UnreadableImageError';
}
