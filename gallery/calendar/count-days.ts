import type { MonthDays } from '../summaries.ts';

export type DayCounts = {
  readonly alarm: number;
  readonly quiet: number;
  readonly rejected: number;
};

/** How many pictures all cameras together took on each day. */
export function countDays(days: MonthDays): ReadonlyMap<string, DayCounts> {
  const counts = Object.entries(days).map(([day, cameras]) => {
    const tallies = Object.values(cameras);
    const sum = (outcome: keyof DayCounts) =>
      tallies.reduce((total, tally) => total + tally[outcome], 0);
    return [day, { alarm: sum('alarm'), quiet: sum('quiet'), rejected: sum('rejected') }] as const;
  });
  return new Map(counts);
}
