/** Reads `hh:mm:ss` as seconds since midnight. */
export function secondsOfDay(at: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = at.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Writes seconds since midnight as `hh:mm:ss`. */
export function timeOfDay(seconds: number): string {
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}
