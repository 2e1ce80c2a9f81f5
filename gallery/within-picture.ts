import type { BoundingBox } from '../contracts/label.ts';

/** The part of a box that lies in the picture; it has no width or no height where none does. */
export function withinPicture({ left, top, width, height }: BoundingBox): BoundingBox {
  const fromX = clamp(left);
  const fromY = clamp(top);
  return {
    left: fromX,
    top: fromY,
    width: clamp(left + width) - fromX,
    height: clamp(top + height) - fromY,
  };
}

function clamp(fraction: number): number {
  return Math.min(Math.max(fraction, 0), 1);
}
