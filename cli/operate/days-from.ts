import { Temporal } from 'temporal-polyfill';

/** All days from one to another, both included, as `2026-11-20`. */
export function daysFrom(first: string, last: string): readonly string[] {
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)];
  const count = Math.max(0, from.until(to).days + 1);
  return Array.from({ length: count }, (_, index) => from.add({ days: index }).toString());
}
