import { describe, expect, it } from 'vitest';
import { costOfMonth, expectedCost, monthOf } from './cost-of-month.ts';

describe('costOfMonth', () => {
  it('counts what is labelled by the price of the region', () => {
    expect(costOfMonth({ alarms: 100, quiet: 900 }, 'eu-west-1')).toMatchObject({
      ...{ pictures: 1000, alarms: 100, rekognitionDollars: 1 },
    });
    expect(costOfMonth({ alarms: 0, quiet: 1000 }, 'eu-central-1').rekognitionDollars).toBe(1.2);
  });

  it('costs nothing when nothing came', () => {
    expect(costOfMonth({ alarms: 0, quiet: 0 }, 'eu-west-1')).toEqual({
      ...{ pictures: 0, alarms: 0, rekognitionDollars: 0, otherDollars: 0 },
    });
  });
});

describe('expectedCost', () => {
  const cost = { rekognitionDollars: 1.5, otherDollars: 0.5 };

  it('goes on as the month began', () => {
    expect(expectedCost(cost, new Date('2026-11-16T00:00:00Z'))).toBe(4);
    expect(expectedCost(cost, new Date('2026-12-01T00:00:00Z'))).toBeUndefined();
  });
});

describe('monthOf', () => {
  it('has a first and a last day', () => {
    const leap = { month: '2028-02', from: '2028-02-01', to: '2028-02-29' };
    expect(monthOf(new Date('2028-02-29T23:59:59Z'))).toEqual(leap);
    expect(monthOf(new Date('2026-12-01T00:00:00Z')).to).toBe('2026-12-31');
  });
});
