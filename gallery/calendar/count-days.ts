import type { MonthSummary } from '../../contracts/gallery-index.ts';
import { sumOf } from '../../contracts/tally.ts';

export type DayCounts = {
  readonly alarm: number;
  readonly quiet: number;
  readonly rejected: number;
};

/** How many pictures all cameras together took on each day. */
export function countDays({ days }: MonthSummary): ReadonlyMap<string, DayCounts> {
  return new Map(
    Object.entries(days).map(([day, cameras]) => [day, sumOf(Object.values(cameras))] as const),
  );
}
