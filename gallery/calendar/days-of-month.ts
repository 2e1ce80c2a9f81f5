/** The day before or after (`yyyy-mm-dd`), whatever the clocks do. */
function addDays(day: string, count: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** A month (`yyyy-mm`) so many months away. */
export function addMonths(month: string, count: number): string {
  const date = new Date(`${month}-01T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

/**
 * A month's days in weeks; undefined fills the first and the last one up. Weeks begin on a weekday
 * from 1, Monday, to 7.
 */
export function weeksOfMonth(
  month: string,
  firstWeekday: number,
): readonly (readonly (string | undefined)[])[] {
  const first = `${month}-01`;
  const weekday = new Date(`${first}T12:00:00Z`).getUTCDay();
  const days: (string | undefined)[] = Array.from({ length: (weekday - firstWeekday + 7) % 7 });
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  while (days.length % 7 !== 0) days.push(undefined);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
