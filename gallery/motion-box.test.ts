import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { motionBox } from './motion-box.ts';

const size = { width: 640, height: 480 };

describe('motionBox', () => {
  it('is as far around the centre as Motion says', () => {
    const area = { centerX: 320, centerY: 240, width: 160, height: 120 };
    expect(motionBox(area, size)).toEqual({ left: 0.375, top: 0.375, width: 0.25, height: 0.25 });
  });

  it('ends where the picture does', () => {
    const corner = { centerX: 640, centerY: 0, width: 320, height: 240 };
    expect(motionBox(corner, size)).toEqual({ left: 0.75, top: 0, width: 0.25, height: 0.25 });
  });

  it('is none for an area of another picture, or one that has no size yet', () => {
    const outside = { centerX: 1_800, centerY: 900, width: 64, height: 96 };
    expect(motionBox(outside, size)).toBeUndefined();
    expect(motionBox(outside, { width: 0, height: 0 })).toBeUndefined();
  });

  it('lies in the picture, whatever anybody says', () => {
    const pixels = fc.integer({ min: 0, max: 999_999 });
    const side = fc.integer({ min: 1, max: 999_999 });
    const area = fc.record({ centerX: pixels, centerY: pixels, width: side, height: side });
    fc.assert(
      fc.property(area, (said) => {
        const { left, top, width, height } = motionBox(said, size) ?? {
          ...{ left: 0, top: 0, width: 1, height: 1 },
        };
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
