import { UsageError } from '../../runtime/usage-error.ts';

const span = /^(\d{1,4})(m|h|d)$/;
const minutesOf = { m: 1, h: 60, d: 1440 } as const;
const unitOf = (text: string | undefined) => (text === 'm' || text === 'h' ? text : 'd');

/** A moment in the past: `90m`, `2h` or `7d` ago, or as `2026-11-20T14:00:00Z`. */
export function parseMoment(option: string, text: string, now: Date): Date {
  const [, count, unit] = span.exec(text) ?? [];
  if (count !== undefined) {
    return new Date(now.getTime() - Number(count) * minutesOf[unitOf(unit)] * 60_000);
  }
  const moment = new Date(/^\d{4}-\d\d-\d\d(T|$)/.test(text) ? text : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new UsageError(
    `${option} needs a span or a time, such as 2h, 7d or 2026-11-20T14:00:00Z, not "${text}"`,
  );
}
