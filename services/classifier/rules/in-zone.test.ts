import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, footOf, inPolygon, type Point } from './in-zone.ts';

const square: readonly Point[] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
];
// Its middle is cut out from the right.
const horseshoe: readonly Point[] = [
  ...([
    [0, 0],
    [1, 0],
    [1, 0.4],
    [0.5, 0.4],
    [0.5, 0.6],
    [1, 0.6],
    [1, 1],
    [0, 1],
  ] as const),
];

describe('inPolygon', () => {
  it.each([
    [[0.5, 0.5], true],
    [[0.2, 0.5], true],
    [[0.8, 0.5], true],
    [[0.5, 0.2], true],
    [[0.5, 0.8], true],
    [[0.2, 0.2], true],
    [[0.8, 0.8], true],
    [[0.199, 0.5], false],
    [[0.801, 0.5], false],
    [[0.5, 0.801], false],
    [[0.1, 0.2], false],
    [[0.9, 0.8], false],
  ] as const)('of a square holds %j: %s', (point, expected) => {
    expect(inPolygon(point, square)).toBe(expected);
    expect(inPolygon(point, square.toReversed())).toBe(expected);
  });

  it('leaves out what is cut out of it', () => {
    expect(inPolygon([0.7, 0.5], horseshoe)).toBe(false);
    expect(inPolygon([0.3, 0.5], horseshoe)).toBe(true);
    expect(inPolygon([0.7, 0.3], horseshoe)).toBe(true);
    expect(inPolygon([1, 0.5], horseshoe)).toBe(false);
  });

  it('agrees with a rectangle, wherever it begins', () => {
    const tenth = fc.integer({ min: 0, max: 10 }).map((number) => number / 10);
    const rectangle = fc.tuple(tenth, tenth, tenth, tenth, fc.nat(3));
    fc.assert(
      fc.property(rectangle, tenth, tenth, ([a, b, c, d, turn], x, y) => {
        const [left, right] = [Math.min(a, b), Math.max(a, b)];
        const [top, bottom] = [Math.min(c, d), Math.max(c, d)];
        const corners = [
          [left, top],
          [right, top],
          [right, bottom],
          [left, bottom],
        ] as const;
        const polygon = [...corners.slice(turn), ...corners.slice(0, turn)];
        const within = x >= left && x <= right && y >= top && y <= bottom;
        expect(inPolygon([x, y], polygon)).toBe(within);
      }),
    );
  });
});

describe('footOf', () => {
  it('is the middle of the lower edge, in the picture', () => {
    expect(footOf({ left: 0.2, top: 0.1, width: 0.4, height: 0.5 })).toEqual([0.4, 0.6]);
    expect(footOf({ left: -0.3, top: 0.6, width: 0.2, height: 0.45 })).toEqual([0, 1]);
  });
});

describe('areaOf', () => {
  it('knows what encloses something', () => {
    expect(areaOf(square)).toBeCloseTo(0.36);
    expect(areaOf(square.toReversed())).toBeCloseTo(0.36);
    expect(
      areaOf([
        [0, 0],
        [0.5, 0.5],
        [1, 1],
      ]),
    ).toBe(0);
  });
});
