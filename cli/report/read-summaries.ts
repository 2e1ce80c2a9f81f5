import { localHour } from '../../contracts/capture-time.ts';
import { DaySummarySchema, MonthSummarySchema } from '../../contracts/gallery-index.ts';
import { daySummaryKey, monthSummaryKey } from '../../contracts/gallery-key.ts';
import { daysBetween } from '../../contracts/statistics.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import type { RulesStore } from '../rules/rules-store.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** The summaries of all months of a span, and those of today and yesterday, which are newer. */
export async function readSummaries(
  { blobs, timeZone }: Pick<RulesStore, 'blobs' | 'timeZone'>,
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Date },
) {
  const names = [...new Set(daysBetween(from, to).map((day) => day.slice(0, 7)))];
  const months = names.map((name) =>
    readableDocument(blobs, monthSummaryKey(name), MonthSummarySchema),
  );
  const newest = [0, 1].map((ago) => {
    const moment = new Date(now.getTime() - ago * dayMilliseconds);
    return localHour(moment.toISOString(), timeZone).day;
  });
  const days = newest.map(async (day) => ({
    day,
    summary: await readableDocument(blobs, daySummaryKey(day), DaySummarySchema),
  }));
  return {
    months: (await Promise.all(months)).flatMap((month) => month ?? []),
    days: (await Promise.all(days)).flatMap(({ day, summary }) =>
      summary === undefined ? [] : [{ day, summary }],
    ),
  };
}
