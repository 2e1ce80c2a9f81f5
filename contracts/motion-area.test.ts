import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { formatMotionArea, MotionAreaSchema, parseMotionArea } from './motion-area.ts';

const place = fc.integer({ min: 0, max: 999_999 });
const side = fc.integer({ min: 1, max: 999_999 });
const area = fc.record({ centerX: place, centerY: place, width: side, height: side });

describe('parseMotionArea', () => {
  it('reads centre and size, and nothing else', () => {
    expect(parseMotionArea('1x2x3x4')).toEqual({ centerX: 1, centerY: 2, width: 3, height: 4 });
    const others = ['', '0x0x0x0', '5x5x0x9', '1x2x3', '-1x2x3x4', '1x2x3x4x5', '1e9x1x1x1'];
    for (const text of [...others, '1x2x3x4\n', ' 1x2x3x4', '1x2x3x1000000', '1.5x2x3x4']) {
      expect(parseMotionArea(text), JSON.stringify(text)).toBeUndefined();
    }
  });

  it('reads what was written', () => {
    fc.assert(
      fc.property(area, (moved) => {
        expect(parseMotionArea(formatMotionArea(moved))).toEqual(moved);
      }),
    );
  });

  it('makes of any text an area that an event may carry, or none', () => {
    const unit = fc.oneof(fc.constantFrom(...'0123456789x'), fc.string({ maxLength: 1 }));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), (text) => {
        const moved = parseMotionArea(text);
        expect(moved === undefined || v.is(MotionAreaSchema, moved)).toBe(true);
      }),
    );
  });
});
