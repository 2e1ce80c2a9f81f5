import { describe, expect, it } from 'vitest';
import { newestOf } from './last-pictures.ts';
import { costOfMonth } from './month-so-far.ts';
import { recentDays } from './recent-days.ts';

describe('recentDays', () => {
  it('begins with today in the zone, and goes back over months and summer time', () => {
    const now = new Date('2026-10-31T23:30:00Z');
    expect(recentDays(now, 'Europe/Zurich', 3)).toEqual(['2026-11-01', '2026-10-31', '2026-10-30']);
    expect(recentDays(now, 'America/New_York', 1)).toEqual(['2026-10-31']);
  });
});

describe('newestOf', () => {
  it('goes by the time and not by the name', () => {
    const blob = (key: string, second: number) => ({
      ...{ key, sizeBytes: 1 },
      lastModified: new Date(second * 1000),
    });
    expect(newestOf([blob('a', 1), blob('b', 3), blob('c', 2)])?.key).toBe('b');
    expect(newestOf([])).toBeUndefined();
  });
});

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
