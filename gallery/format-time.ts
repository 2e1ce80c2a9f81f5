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

/** The time of day of an instant, to the second. */
export function formatClock(instant: string): string {
  return format(clock, instant, instant);
}

/** The time of day of an instant, as a phone shows it. */
export function formatShortClock(instant: string): string {
  return format(shortClock, instant, instant);
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

function format(style: Intl.DateTimeFormat, instant: string, otherwise: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? otherwise : style.format(date);
}
