import { type MonthSummary, MonthSummarySchema } from '../contracts/gallery-index.ts';
import { monthSummaryKey } from '../contracts/object-key.ts';
import { jsonReader } from './json-reader.ts';

/** A month's tallies by day and camera. */
export type MonthDays = MonthSummary['days'];

const readMonth = jsonReader(MonthSummarySchema);

/** What a month's days came to; nothing where no summary was written. */
export async function readMonthDays(month: string, signal: AbortSignal): Promise<MonthDays> {
  return (await readMonth(monthSummaryKey(month), signal))?.days ?? {};
}
