import type { BoundingBox } from '../../../contracts/label.ts';

/** Fractions of the picture from its upper left corner. */
export type Point = readonly [x: number, y: number];

// What is computed of fractions is exact only to so much.
const tolerance = 1e-9;

/** Where somebody stands: the middle of the box's lower edge, even if the box leaves the picture. */
export function footOf({ left, top, width, height }: BoundingBox): Point {
  return [within(left + width / 2), within(top + height)];
}

/** Whether a point lies in a polygon; its edges and corners belong to it. */
export function inPolygon(point: Point, polygon: readonly Point[]): boolean {
  const [x, y] = point;
  let inside = false;
  for (const [index, end] of polygon.entries()) {
    const start = polygon.at(index - 1) ?? end;
    if (isBetween(point, start, end)) return true;
    const [startX, startY] = start;
    const [endX, endY] = end;
    // A ray to the right crosses the border an odd number of times from within.
    if (startY > y !== endY > y) {
      const crossing = startX + ((y - startY) / (endY - startY)) * (endX - startX);
      if (x < crossing) inside = !inside;
    }
  }
  return inside;
}

/** The area of a polygon as a fraction of the picture; 0 for one that encloses nothing. */
export function areaOf(polygon: readonly Point[]): number {
  const twice = polygon.reduce((sum, [x, y], index) => {
    const [beforeX, beforeY] = polygon.at(index - 1) ?? [x, y];
    return sum + beforeX * y - x * beforeY;
  }, 0);
  return Math.abs(twice) / 2;
}

function isBetween([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): boolean {
  const across = (x - fromX) * (toY - fromY) - (y - fromY) * (toX - fromX);
  if (Math.abs(across) > tolerance) return false;
  const along = (from: number, to: number, at: number) =>
    at >= Math.min(from, to) - tolerance && at <= Math.max(from, to) + tolerance;
  return along(fromX, toX, x) && along(fromY, toY, y);
}

function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
