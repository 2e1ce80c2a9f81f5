/** A time of day as a message tells it; the day is named unless it is that on which it is told. */
export function timeText(instant: string, toldAt: Date, timeZone: string): string {
  const text = (at: Date, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...style }).format(at);
  const at = new Date(instant);
  const time = text(at, { timeStyle: 'short' });
  const day = text(at, { dateStyle: 'medium' });
  return day === text(toldAt, { dateStyle: 'medium' }) ? time : `${time} on ${day}`;
}
