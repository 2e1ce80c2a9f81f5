import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, weeksOfMonth } from './days-of-month.ts';

const month = fc
  .tuple(fc.integer({ min: 1971, max: 9998 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);

describe('weeksOfMonth', () => {
  it('lays November 2026 out by weeks that begin on Monday or on Sunday', () => {
    const [monday] = weeksOfMonth('2026-11', 1);
    expect(monday).toEqual([...Array(6).fill(undefined), '2026-11-01']);
    const sunday = weeksOfMonth('2026-11', 7);
    expect(sunday[0]?.[0]).toBe('2026-11-01');
    expect(sunday.at(-1)?.slice(0, 3)).toEqual(['2026-11-29', '2026-11-30', undefined]);
  });

  it('has each day once, in its column', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 1, max: 7 }), (of, firstWeekday) => {
        const weeks = weeksOfMonth(of, firstWeekday);
        const days = weeks.flat().filter((day) => day !== undefined);
        const [year = 0, number = 0] = of.split('-').map(Number);
        expect(days).toHaveLength(new Date(Date.UTC(year, number, 0)).getUTCDate());
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          for (const [column, day] of week.entries()) {
            if (day === undefined) continue;
            const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
            expect((firstWeekday + column) % 7).toBe(weekday);
          }
        }
      }),
    );
  });
});

describe('addMonths', () => {
  it('goes over the end of a year and back', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    fc.assert(
      fc.property(month, (of) => {
        expect(addMonths(addMonths(of, 1), -1)).toBe(of);
      }),
    );
  });
});
