import { Temporal } from 'temporal-polyfill';
import { localHour } from '../../../contracts/capture-time.ts';

/** Today and the days before it in a zone, as `2026-11-20`, the newest first. */
export function recentDays(now: Date, timeZone: string, count: number): readonly string[] {
  const today = Temporal.PlainDate.from(localHour(now.toISOString(), timeZone).day);
  return Array.from({ length: count }, (_, index) => today.subtract({ days: index }).toString());
}
