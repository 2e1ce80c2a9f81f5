import { UsageError } from '../runtime/usage-error.ts';

const minute = 60_000;
const units = { m: minute, h: 60 * minute, d: 24 * 60 * minute } as const;
const longestDays = 30;

/** A span of time as people write it after `--for`, in milliseconds; `hint` ends the refusal. */
export function parseSpan(text: string | undefined, hint = ''): number {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text ?? '') ?? [];
  const each = unit === 'm' || unit === 'h' || unit === 'd' ? units[unit] : Number.NaN;
  const span = Number(count) * each;
  if (span <= longestDays * units.d) return span;
  throw new UsageError(
    `--for needs minutes, hours or days, at most ${longestDays}d, such as 30m or 8h${hint}`,
  );
}

/** When what is wanted for a while ends; undefined for what lasts until it is changed. */
export function untilOf(span: string | undefined, now: Date): Date | undefined {
  if (span === undefined) return undefined;
  const milliseconds = parseSpan(span);
  if (milliseconds === 0) throw new UsageError('--for needs some time: auto is what ends it');
  return new Date(now.getTime() + milliseconds);
}
