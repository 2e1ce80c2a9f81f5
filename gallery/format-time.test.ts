import { describe, expect, it } from 'vitest';
import { formatAgo, formatClock, formatDay, formatHour, formatMoment } from './format-time.ts';

describe('dates and times', () => {
  it('keep a day and an hour where they are, in whatever zone the browser is', () => {
    expect(formatDay('2026-11-20')).toContain('20');
    expect(formatDay('2026-11-20')).toContain('2026');
    expect(formatHour('13')).toMatch(/13|1/);
  });

  it('are shown as written when they are none', () => {
    expect(formatDay('2026-99-99')).toBe('2026-99-99');
    expect(formatClock('<script>')).toBe('<script>');
    expect(formatMoment('')).toBe('');
    expect(formatHour('noon')).toBe('noon');
  });

  it('tell how long ago something was in the largest unit that fits', () => {
    const now = Date.UTC(2026, 10, 20, 12);
    const ago = (seconds: number) => formatAgo(new Date(now - seconds * 1000).toISOString(), now);
    expect([30, 90, 7_300, 200_000].map((seconds) => /\d+/.exec(ago(seconds))?.[0])).toEqual([
      '30',
      '1',
      '2',
      '2',
    ]);
    expect(formatAgo('yesterday', now)).toBe('yesterday');
  });
});
