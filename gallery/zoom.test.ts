import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepInStage, moveBy, noZoom, zoomAround } from './zoom.ts';

const space = { stage: { width: 800, height: 600 }, picture: { width: 800, height: 450 } };
const pixel = fc.integer({ min: -400, max: 400 });
const point = fc.record({ x: pixel, y: pixel }, { noNullPrototype: true });

describe('a zoom', () => {
  it('keeps what is under the finger there', () => {
    fc.assert(
      fc.property(point, point, fc.double({ min: 1, max: 8, noNaN: true }), (at, moved, factor) => {
        const before = moveBy(noZoom, moved);
        const after = zoomAround(before, factor, at);
        // Where the point is on the picture itself.
        const place = (zoom: typeof before) => (at.x - zoom.x) / zoom.scale;
        expect(place(after)).toBeCloseTo(place(before), 6);
      }),
    );
  });

  it('never makes a picture smaller than its stage, nor endlessly large', () => {
    expect(zoomAround(noZoom, 0.1, { x: 0, y: 0 }).scale).toBe(1);
    expect(zoomAround(noZoom, 1e6, { x: 0, y: 0 }).scale).toBe(8);
  });

  it('leaves no gap at the edges', () => {
    const gone = keepInStage({ scale: 2, x: 5_000, y: -5_000 }, space);
    expect(gone).toEqual({ scale: 2, x: 400, y: -150 });
    expect(keepInStage({ scale: 1, x: 30, y: 40 }, space)).toEqual(noZoom);
  });
});
