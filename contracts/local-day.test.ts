import { describe, expect, it } from 'vitest';
import { dayBefore, hourOfDay, onDay } from './local-day.ts';

const zone = 'Europe/Zurich';

describe('dayBefore', () => {
  it.each([
    ['2026-11-20', '2026-11-19'],
    ['2026-03-01', '2026-02-28'],
    ['2028-03-01', '2028-02-29'],
    ['2027-01-01', '2026-12-31'],
  ])('of %s is %s', (day, before) => {
    expect(dayBefore(day)).toBe(before);
  });
});

describe('hourOfDay', () => {
  it('is told in the zone, and moves on where the clock skips it', () => {
    expect(hourOfDay('2026-11-20', 8, zone).toISOString()).toBe('2026-11-20T07:00:00.000Z');
    // At two o'clock it is three.
    expect(hourOfDay('2026-03-29', 2, zone).toISOString()).toBe('2026-03-29T01:00:00.000Z');
  });
});

describe('onDay', () => {
  it.each([
    ['2026-11-20', '2026-11-19T23:00:00.000Z', '2026-11-20T22:59:59.999Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
  ])('%s is from %s until %s', (day, first, last) => {
    const isThen = onDay(day, zone);
    const [before, after] = [Date.parse(first) - 1, Date.parse(last) + 1];
    expect([first, last].map(isThen)).toEqual([true, true]);
    expect([before, after].map((at) => isThen(new Date(at).toISOString()))).toEqual([false, false]);
  });
});
