import {
  type DaySummary,
  DaySummarySchema,
  type MonthSummary,
  MonthSummarySchema,
} from '../contracts/gallery-index.ts';
import { daySummaryKey, monthSummaryKey } from '../contracts/gallery-key.ts';
import { jsonReader } from './json-reader.ts';

const readMonth = jsonReader(MonthSummarySchema);
const readDay = jsonReader(DaySummarySchema);

/** A month's tallies by day and camera; none where no summary was written. */
export async function readMonthSummary(month: string, signal: AbortSignal): Promise<MonthSummary> {
  return (await readMonth(monthSummaryKey(month), signal)) ?? { schemaVersion: 1, days: {} };
}

/** A day's tallies by camera and hour; they are newer than those of its month. */
export async function readDaySummary(
  day: string,
  signal: AbortSignal,
): Promise<DaySummary | undefined> {
  return readDay(daySummaryKey(day), signal);
}
