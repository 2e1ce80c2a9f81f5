/** Dates and times in the words of the browser's language. */

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const shortClock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const hourOfDay = new Intl.DateTimeFormat(undefined, { timeStyle: 'short', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortDay = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const monthName = new Intl.DateTimeFormat(undefined, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const shortWeekday = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const longWeekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });

/** The time of day of an instant, to the second. */
export function formatClock(instant: string): string {
  return format(clock, instant, instant);
}

/** The time of day of an instant, as a phone shows it. */
export function formatShortClock(instant: string): string {
  return format(shortClock, instant, instant);
}

/** From one instant to another of the same day, as short as it can be said. */
export function formatSpan(from: string, to: string): string {
  const [start, end] = [new Date(from), new Date(to)];
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return from;
  return shortClock.formatRange(start, end);
}

/** An instant in full, with its time zone. */
export function formatMoment(instant: string): string {
  return format(moment, instant, instant);
}

/** An hour (`00`–`23`) as the hour of some day. */
export function formatHour(hour: string): string {
  return format(hourOfDay, `1970-01-01T${hour}:00:00Z`, hour);
}

/** A day (`yyyy-mm-dd`) by its name; it is nobody's instant, so no zone may move it. */
export function formatDay(day: string): string {
  return format(dayName, `${day}T12:00:00Z`, day);
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago an instant was, in the largest unit that fits. */
export function formatAgo(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  if (Number.isNaN(seconds)) return instant;
  const [unit, length] = steps.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / length), unit);
}

/** A day without its year, as it fits below a bar. */
export function formatShortDay(day: string): string {
  return format(shortDay, `${day}T12:00:00Z`, day);
}

/** A month (`yyyy-mm`) by its name. */
export function formatMonth(month: string): string {
  return format(monthName, `${month}-15T12:00:00Z`, month);
}

export type WeekdayName = { readonly short: string; readonly long: string };

/** The seven weekdays by their names, from the one (1–7, Monday is 1) on which weeks begin. */
export function weekdayNames(first: number): readonly WeekdayName[] {
  return Array.from({ length: 7 }, (_, index) => {
    // 1 January 2024 was a Monday.
    const day = new Date(Date.UTC(2024, 0, first + index, 12));
    return { short: shortWeekday.format(day), long: longWeekday.format(day) };
  });
}

function format(style: Intl.DateTimeFormat, instant: string, otherwise: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? otherwise : style.format(date);
}
