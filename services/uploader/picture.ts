import type { MotionArea } from '../../contracts/motion-area.ts';

/** A finished file of a camera, with what its name, its time and the hook tell. */
export type Picture = {
  readonly path: string;
  readonly camera: string;
  /** A snapshot is a sign of life: it replaces the one before, and nobody labels it. */
  readonly kind: 'motion' | 'snapshot';
  readonly capturedAt: Date;
  readonly event?: string;
  /** The picture's number within its second. */
  readonly frame?: number;
  readonly motionArea?: MotionArea;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
};
