import type { SendFailure } from './picture-target.ts';

const firstMilliseconds = 1_000;
const longestMilliseconds = 5 * 60_000;
// Somebody has to act, and asking more often does not help.
const longestWithoutRights = 15 * 60_000;
const leastMilliseconds = 100;

/**
 * How long to wait before attempt after attempt: a random part of a time that doubles, so that many
 * cameras do not come back all at once.
 */
export function backOff(
  attempt: number,
  { failure, random }: { failure?: SendFailure | undefined; random: () => number },
): number {
  const longest = failure === 'rights' ? longestWithoutRights : longestMilliseconds;
  const ceiling = Math.min(longest, firstMilliseconds * 2 ** (attempt - 1));
  return Math.max(leastMilliseconds, Math.round(random() * ceiling));
}
