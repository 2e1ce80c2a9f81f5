import { busyPauseSeconds, quietPauseSeconds } from '../contracts/page-usage.ts';

/** How long the page waits, in milliseconds, before it looks again for pictures that came. */
export const shortestPause = busyPauseSeconds * 1000;

const longestPause = quietPauseSeconds * 1000;
const growth = 1.25;

/** The more often nothing was new, the longer it waits: on AWS every look is paid for. */
export function nextPause(pause: number, isNew: boolean): number {
  return isNew ? shortestPause : Math.min(pause * growth, longestPause);
}
