import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { inSchedule, type Schedule, wallTime, weekdays } from './in-hours.ts';

const at = (from: string, to: string) => ({ from: minute(from), to: minute(to) });
const night: Schedule = { hours: [at('22:00', '06:00')], weekdays: [] };

function minute(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

function holds(schedule: Schedule, instant: string, zone = 'Europe/Berlin'): boolean {
  const { hours, weekday } = inSchedule(schedule, wallTime(instant, zone));
  return hours && weekday;
}

describe('hours over midnight', () => {
  it.each([
    ['2026-11-20T20:59:59Z', false],
    ['2026-11-20T21:00:00Z', true],
    ['2026-11-20T23:00:00Z', true],
    ['2026-11-21T04:59:59Z', true],
    ['2026-11-21T05:00:00Z', false],
  ])('hold in Berlin at %s: %s', (instant, expected) => {
    expect(holds(night, instant)).toBe(expected);
  });

  it('belong to the day on which they begin', () => {
    const friday: Schedule = { ...night, weekdays: ['fri'] };
    expect(holds(friday, '2026-11-20T22:30:00Z')).toBe(true);
    expect(holds(friday, '2026-11-21T03:00:00Z')).toBe(true);
    expect(holds(friday, '2026-11-20T03:00:00Z')).toBe(false);
    expect(holds(friday, '2026-11-21T22:30:00Z')).toBe(false);
    expect(holds({ ...night, weekdays: ['sun'] }, '2026-11-23T03:00:00Z')).toBe(true);
  });

  it('end at midnight when they say so', () => {
    const evening: Schedule = { hours: [at('18:00', '24:00')], weekdays: ['fri'] };
    expect(holds(evening, '2026-11-20T22:59:59Z')).toBe(true);
    expect(holds(evening, '2026-11-20T23:00:00Z')).toBe(false);
    const early: Schedule = { hours: [at('20:00', '00:00')], weekdays: ['fri'] };
    expect(holds(early, '2026-11-20T22:59:59Z')).toBe(true);
    expect(holds(early, '2026-11-20T23:00:00Z')).toBe(false);
  });

  it('may be several', () => {
    const twice: Schedule = { hours: [at('06:00', '08:00'), at('17:00', '19:00')], weekdays: [] };
    const held = [5, 6, 7, 8, 16, 17, 18, 19].map((hour) =>
      holds(twice, `2026-11-20T${String(hour).padStart(2, '0')}:30:00Z`, 'UTC'),
    );
    expect(held).toEqual([false, true, true, false, false, true, true, false]);
  });

  it('that overlap count for whichever day is asked for', () => {
    const both: Schedule = {
      hours: [at('20:00', '04:00'), at('02:00', '10:00')],
      weekdays: ['sat'],
    };
    expect(holds(both, '2026-11-21T03:00:00Z', 'UTC')).toBe(true);
    expect(holds({ ...both, weekdays: ['fri'] }, '2026-11-21T03:00:00Z', 'UTC')).toBe(true);
    expect(holds({ ...both, weekdays: ['sun'] }, '2026-11-21T03:00:00Z', 'UTC')).toBe(false);
  });
});

describe('the night in which the clocks change', () => {
  it.each([
    ['an hour before it goes forward', '2026-03-29T00:30:00Z', 90],
    ['the hour that is left out', '2026-03-29T01:00:00Z', 180],
    ['the end by the clock', '2026-03-29T04:00:00Z', 360],
    ['the hour that comes twice', '2026-10-25T00:30:00Z', 150],
    ['the same hour again', '2026-10-25T01:30:00Z', 150],
  ])('is told by the clock: %s', (_, instant, expected) => {
    expect(wallTime(instant, 'Europe/Berlin')).toMatchObject({ weekday: 'sun', minute: expected });
  });

  it('ends the night at six by the clock, an hour sooner or later', () => {
    expect(holds(night, '2026-03-29T03:59:59Z')).toBe(true);
    expect(holds(night, '2026-03-29T04:00:00Z')).toBe(false);
    expect(holds(night, '2026-10-25T04:59:59Z')).toBe(true);
    expect(holds(night, '2026-10-25T05:00:00Z')).toBe(false);
  });

  it('has hours twice, or not at all', () => {
    const small: Schedule = { hours: [at('02:00', '03:00')], weekdays: [] };
    const held = (day: string) =>
      Array.from({ length: 5 }, (_, hour) => holds(small, `${day}T0${hour}:15:00Z`));
    expect(held('2026-03-29')).toEqual([false, false, false, false, false]);
    expect(held('2026-10-25')).toEqual([true, true, false, false, false]);
  });
});

describe('the time on the wall', () => {
  it('is what Temporal says it is, in any zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'];
    const moments = fc.date({
      ...{ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z') },
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
        const instant = moment.toISOString();
        const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
        expect(wallTime(instant, zone)).toEqual({
          weekday: weekdays[local.dayOfWeek - 1],
          minute: local.hour * 60 + local.minute,
          day: local.toPlainDate().toString(),
        });
      }),
    );
  });
});
