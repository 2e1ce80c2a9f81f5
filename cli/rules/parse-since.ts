import { UsageError } from '../../runtime/usage-error.ts';

const span = /^(\d{1,4})([dh])$/;
const date = /^\d{4}-\d\d-\d\d$/;
const hour = 60 * 60 * 1000;

/** A moment in the past, as `7d`, `12h` or `2026-11-20`. */
export function parseSince(text: string, now: Date): Date {
  const [, count, unit] = span.exec(text) ?? [];
  if (count !== undefined) {
    return new Date(now.getTime() - Number(count) * (unit === 'd' ? 24 : 1) * hour);
  }
  const since = new Date(date.test(text) ? `${text}T00:00:00Z` : Number.NaN);
  if (!Number.isNaN(since.getTime())) return since;
  throw new UsageError(
    `--since needs days, hours or a day, such as 7d, 12h or 2026-11-20, not "${text}"`,
  );
}
