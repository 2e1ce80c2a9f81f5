import type { BoundingBox } from '../contracts/label.ts';
import type { MotionArea } from '../contracts/motion-area.ts';
import { withinPicture } from './within-picture.ts';

/** Both sides of a picture, in its own pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/** Where something moved, in fractions of the picture; undefined where that is not in it. */
export function motionBox(
  { centerX, centerY, width, height }: MotionArea,
  size: PictureSize,
): BoundingBox | undefined {
  const box = withinPicture({
    left: (centerX - width / 2) / size.width,
    top: (centerY - height / 2) / size.height,
    width: width / size.width,
    height: height / size.height,
  });
  return box.width > 0 && box.height > 0 ? box : undefined;
}
