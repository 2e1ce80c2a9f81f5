import { daysBetween, type Statistics, statisticsOf } from '../../contracts/statistics.ts';
import { readDaySummary, readMonthSummary } from '../summaries.ts';

export type Span = {
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
  readonly camera: string | undefined;
};

export type SpanStatistics = Statistics & {
  /** Days on which something was judged, newest first. */
  readonly judgedDays: readonly string[];
  /** All cameras that took a picture, whichever is asked for. */
  readonly allCameras: readonly string[];
};

/** Reads what the summaries say of a span of days. */
export async function readStatistics(
  { from, to, camera }: Span,
  signal: AbortSignal,
): Promise<SpanStatistics> {
  const names = [...new Set(daysBetween(from, to).map((day) => day.slice(0, 7)))];
  const [latest, ...months] = await Promise.all([
    readDaySummary(to, signal),
    ...names.map((month) => readMonthSummary(month, signal)),
  ]);
  const days = latest === undefined ? [] : [{ day: to, summary: latest }];
  const all = statisticsOf({ months, days, from, to });
  const judgedDays = daysBetween(from, to).filter((day) => {
    const { judged } = statisticsOf({ months, days, from: day, to: day });
    return Object.values(judged).some((count) => (count ?? 0) > 0);
  });
  return {
    ...(camera === undefined ? all : statisticsOf({ months, days, from, to, camera })),
    judgedDays: judgedDays.reverse(),
    allCameras: all.cameras.map((counted) => counted.camera),
  };
}

/** The span of so many days that ends on a day. */
export function spanUntil(to: string, days: number): Pick<Span, 'from' | 'to'> {
  const first = new Date(`${to}T12:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return { from: first.toISOString().slice(0, 10), to };
}
