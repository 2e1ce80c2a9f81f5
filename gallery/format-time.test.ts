import { describe, expect, it } from 'vitest';
import { formatClock, formatDay, formatHour, formatMoment } from './format-time.ts';

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
});
