import type { BoundingBox } from '../../../contracts/label.ts';

/** How much two boxes are the same: what both cover, of what either covers (IoU); 1 for the same box. */
export function boxOverlap(a: BoundingBox, b: BoundingBox): number {
  if (isSameBox(a, b)) return 1;
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  if (!(width > 0 && height > 0)) return 0;
  const both = width * height;
  return both / (areaOf(a) + areaOf(b) - both);
}

export function isSameBox(a: BoundingBox, b: BoundingBox): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

function areaOf({ width, height }: BoundingBox): number {
  return width * height;
}
