import { Temporal } from 'temporal-polyfill';

/** The day before one, as `2026-11-19`. */
export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

/** An hour of a day in a zone; where the clock skips it, the next that there is. */
export function hourOfDay(day: string, hour: number, timeZone: string): Date {
  const local = Temporal.PlainDate.from(day).toPlainDateTime({ hour });
  return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
}

/** Whether instants are of a day in a zone, which may have 23 or 25 hours. */
export function onDay(day: string, timeZone: string): (instant: string) => boolean {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  const from = hourOfDay(day, 0, timeZone).getTime();
  const until = hourOfDay(next, 0, timeZone).getTime();
  return (instant) => {
    const time = Date.parse(instant);
    return time >= from && time < until;
  };
}
