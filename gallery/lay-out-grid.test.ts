import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutGrid, rowsInSight } from './lay-out-grid.ts';

describe('layOutGrid', () => {
  const space = { rem: 16, narrowest: 10, ratio: 0.75 };

  it('has as many columns as fit, and never none', () => {
    expect(layOutGrid({ ...space, width: 100 }).columns).toBe(1);
    expect(layOutGrid({ ...space, width: 331 }).columns).toBe(1);
    expect(layOutGrid({ ...space, width: 332 }).columns).toBe(2);
  });

  it('gives pictures their height', () => {
    expect(layOutGrid({ ...space, width: 332 }).rowHeight).toBe(Math.round(120 + 5.6 * 16 + 12));
  });
});

describe('rowsInSight', () => {
  it('are those that the window shows, and two more on either side', () => {
    const sight = { windowHeight: 800, rowHeight: 200, columns: 3, cards: 298 };
    expect(rowsInSight({ ...sight, above: -300 })).toEqual({ first: 0, last: 5 });
    expect(rowsInSight({ ...sight, above: 2_100 })).toEqual({ first: 8, last: 17 });
    expect(rowsInSight({ ...sight, above: 19_900 })).toEqual({ first: 97, last: 100 });
  });

  it('are all where there are few cards', () => {
    const sight = { above: 0, windowHeight: 100, rowHeight: 200, columns: 2, cards: 199 };
    expect(rowsInSight(sight)).toEqual({ first: 0, last: 100 });
  });

  it('cover the window wherever it is, and are few', () => {
    const sights = fc.record({
      above: fc.integer({ min: -5_000, max: 500_000 }),
      windowHeight: fc.integer({ min: 1, max: 3_000 }),
      rowHeight: fc.integer({ min: 80, max: 400 }),
      columns: fc.integer({ min: 1, max: 12 }),
      cards: fc.integer({ min: 201, max: 20_000 }),
    });
    fc.assert(
      fc.property(sights, (sight) => {
        const { first, last } = rowsInSight(sight);
        const rows = Math.ceil(sight.cards / sight.columns);
        const [top, bottom] = [first * sight.rowHeight, last * sight.rowHeight];
        expect(0 <= first && first <= last && last <= rows).toBe(true);
        expect(top <= Math.max(sight.above, 0)).toBe(true);
        const end = Math.min(sight.above + sight.windowHeight, rows * sight.rowHeight);
        expect(bottom >= end).toBe(true);
        expect(last - first).toBeLessThanOrEqual(sight.windowHeight / sight.rowHeight + 6);
      }),
    );
  });
});
