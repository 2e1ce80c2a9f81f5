import { Temporal } from 'temporal-polyfill';
import { localHour } from '../../contracts/capture-time.ts';

/** The days whose records are compared unless more is asked for: today and yesterday. */
export const comparedDays = 2;
/** Those whose judgements are: what came in the night is judged in the morning, or at the weekend. */
export const judgedDays = 8;

/** So many days up to today in a zone, as `2026-11-20`, the oldest first. */
export function recentDays(now: Date, timeZone: string, count: number): readonly string[] {
  const today = Temporal.PlainDate.from(localHour(now.toISOString(), timeZone).day);
  return Array.from({ length: count }, (_, index) =>
    today.subtract({ days: count - 1 - index }).toString(),
  );
}
