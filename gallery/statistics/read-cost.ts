import { costOfMonth, expectedCost, monthOf } from '../../contracts/cost-of-month.ts';
import { pricesOf } from '../../contracts/price-table.ts';
import { statisticsOf } from '../../contracts/statistics.ts';
import { readDaySummary, readMonthSummary } from '../summaries.ts';

type Question = {
  readonly region: string;
  readonly now: Date;
  /** Whose summaries may be newer than that of their month. */
  readonly newestDays: readonly string[];
};

/** What the pictures of a month come to so far, and by which prices. */
export type CostNow = {
  readonly dollars: number;
  readonly rekognitionDollars: number;
  /** Undefined in the month's first hours. */
  readonly expected: number | undefined;
  readonly prices: { readonly region: string; readonly asOf: string };
};

/** Counts the pictures of this month, of all cameras, by the dated prices of the region. */
export async function readCost(
  { region, now, newestDays }: Question,
  signal: AbortSignal,
): Promise<CostNow> {
  const { month, from, to } = monthOf(now);
  const [whole, ...newest] = await Promise.all([
    readMonthSummary(month, signal),
    ...newestDays.map(async (day) => ({ day, summary: await readDaySummary(day, signal) })),
  ]);
  const days = newest.flatMap(({ day, summary }) =>
    summary === undefined ? [] : [{ day, summary }],
  );
  const { alarm, quiet } = statisticsOf({ months: [whole], days, from, to });
  const cost = costOfMonth({ alarms: alarm, quiet }, region);
  const { rekognitionDollars, otherDollars } = cost;
  const { asOf, region: priced } = pricesOf(region);
  return {
    dollars: rekognitionDollars + otherDollars,
    rekognitionDollars,
    expected: expectedCost(cost, now),
    prices: { region: priced, asOf },
  };
}
