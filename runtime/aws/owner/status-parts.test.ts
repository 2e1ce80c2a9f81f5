import { describe, expect, it } from 'vitest';
import { newestOf } from './last-pictures.ts';
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
