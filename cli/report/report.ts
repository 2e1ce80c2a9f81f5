import {
  costOfMonth,
  expectedCost,
  type MonthCost,
  monthOf,
} from '../../contracts/cost-of-month.ts';
import { type NeverRang, neverRang } from '../../contracts/never-rang.ts';
import { type Row, rowsOf, type Statistics, statisticsOf } from '../../contracts/statistics.ts';
import type { RulesStore } from '../rules/rules-store.ts';
import { readSummaries } from './read-summaries.ts';
import { rulesInForce } from './rules-in-force.ts';

/** What `intellicam report` tells. */
export type Report = {
  readonly place: string;
  readonly statistics: Statistics;
  readonly rows: readonly Row[];
  readonly neverRang: NeverRang;
  /** This month on AWS, by calls counted and dated prices; on one machine nothing costs. */
  readonly cost:
    | (MonthCost & { readonly month: string; readonly expected: number | undefined })
    | undefined;
};

type Question = {
  readonly from: string;
  readonly to: string;
  readonly camera: string | undefined;
  readonly now: Date;
};

/** Reads and counts all that the report tells. */
export async function makeReport(
  store: RulesStore,
  { from, to, camera, now }: Question,
): Promise<Report> {
  const summaries = await readSummaries(store, { from, to, now });
  const question = { ...summaries, from, to, camera };
  const statistics = statisticsOf(question);
  const rules = await rulesInForce(store);
  const own = rules.filter(
    ({ cameras }) => camera === undefined || cameras.length === 0 || cameras.includes(camera),
  );
  return {
    place: store.name,
    statistics,
    rows: rowsOf(question),
    neverRang: neverRang(statistics, own),
    cost: store.region === undefined ? undefined : await costNow(store, store.region, now),
  };
}

async function costNow(store: RulesStore, region: string, now: Date) {
  const { month, from, to } = monthOf(now);
  const summaries = await readSummaries(store, { from, to, now });
  const { alarm, quiet } = statisticsOf({ ...summaries, from, to });
  const cost = costOfMonth({ alarms: alarm, quiet }, region);
  return { month, ...cost, expected: expectedCost(cost, now) };
}
