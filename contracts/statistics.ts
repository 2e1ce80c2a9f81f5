import type { DaySummary, MonthSummary, Tally } from './gallery-index.ts';
import { monthDay, sumOf } from './tally.ts';

type DayOfSummary = { readonly day: string; readonly summary: DaySummary };

export type Question = {
  /** All months that the span touches; those without pictures may be left out. */
  readonly months: readonly MonthSummary[];
  /** Days whose own summary counts instead of what their month says: today's. */
  readonly days?: readonly DayOfSummary[];
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
  /** Only this camera. */
  readonly camera?: string | undefined;
};

type Outcomes = { readonly alarm: number; readonly quiet: number; readonly rejected: number };

/** How often something was so among those that were looked at; the bounds hold 19 times in 20. */
export type Share = {
  readonly count: number;
  readonly among: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
};

/** What a span of days came to: everything that the report and the page show. */
export type Statistics = Outcomes & {
  readonly from: string;
  readonly to: string;
  readonly pictures: number;
  /** How many of the pictures that could be read were kept silent; undefined without any. */
  readonly filteredAway: number | undefined;
  /** Each day of the span, also those without a picture. */
  readonly days: readonly (Outcomes & { readonly day: string })[];
  /** Alarms by weekday, Monday first, and by hour. */
  readonly week: readonly (readonly number[])[];
  readonly cameras: readonly (Outcomes & { readonly camera: string })[];
  /** The most frequent first. */
  readonly labels: readonly Counted[];
  readonly rules: readonly Counted[];
  readonly judged: Tally['judged'];
  /** How many of the judged alarms were right; undefined while none is judged. */
  readonly precision: Share | undefined;
  /**
   * How many of the quiet pictures that somebody looked at should have rung. Undefined until some are
   * said to hold nothing: who only reports what was missed says nothing of the others.
   */
  readonly missed: (Share & { readonly expected: number }) | undefined;
};

type Counted = { readonly name: string; readonly count: number };
type CameraDay = MonthSummary['days'][string][string];
/** One camera's day. */
export type Row = CameraDay & { readonly day: string; readonly camera: string };

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Counts what summaries say of a span of days. */
export function statisticsOf(question: Question): Statistics {
  const { from, to } = question;
  const rows = rowsOf(question);
  const { alarm, quiet, rejected, labels, rules, judged } = sumOf(rows);
  const looked = { right: judged['right-quiet'] ?? 0, missed: judged.missed };
  const missed =
    looked.right === 0 ? undefined : shareOf(looked.missed, looked.right + looked.missed);
  return {
    ...{ from, to, alarm, quiet, rejected, judged },
    pictures: alarm + quiet + rejected,
    filteredAway: alarm + quiet === 0 ? undefined : quiet / (alarm + quiet),
    days: daysBetween(from, to).map((day) => ({
      day,
      ...outcomesOf(rows.filter((row) => row.day === day)),
    })),
    week: weekOf(rows),
    cameras: [...new Set(rows.map((row) => row.camera))].toSorted().map((camera) => ({
      camera,
      ...outcomesOf(rows.filter((row) => row.camera === camera)),
    })),
    labels: mostFirst(labels),
    rules: mostFirst(rules),
    precision: shareOf(judged.right, judged.right + judged['not-an-alarm']),
    missed: missed && { ...missed, expected: missed.share * quiet },
  };
}

/** All days from one to another, both included. */
export function daysBetween(from: string, to: string): readonly string[] {
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T00:00:00Z`));
  if (first === undefined || last === undefined || !(first <= last)) return [];
  const count = Math.round((last - first) / dayMilliseconds) + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * dayMilliseconds).toISOString().slice(0, 10),
  );
}

/** Each camera's day of a span. */
export function rowsOf({ months, days = [], from, to, camera }: Question): readonly Row[] {
  const known = new Map(months.flatMap((month) => Object.entries(month.days)));
  for (const { day, summary } of days) known.set(day, monthDay(summary));
  return [...known]
    .filter(([day]) => day >= from && day <= to)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, cameras]) =>
      Object.entries(cameras).map(([name, tally]) => ({ ...tally, day, camera: name })),
    )
    .filter((row) => camera === undefined || row.camera === camera);
}

function outcomesOf(rows: readonly Row[]): Outcomes {
  const { alarm, quiet, rejected } = sumOf(rows);
  return { alarm, quiet, rejected };
}

function weekOf(rows: readonly Row[]): readonly (readonly number[])[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const own = rows.filter(({ day }) => weekdayOf(day) === weekday);
    return hoursOfDay.map((hour) =>
      own.reduce((sum, { alarmHours }) => sum + (alarmHours[hour] ?? 0), 0),
    );
  });
}

function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function mostFirst(counts: Tally['labels']): readonly Counted[] {
  return Object.entries(counts)
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

// Wilson's interval: it holds for few judgements, too, and never leaves 0 to 1.
function shareOf(count: number, among: number): Share | undefined {
  if (among === 0) return undefined;
  const z = 1.96;
  const share = count / among;
  const middle = share + z ** 2 / (2 * among);
  const spread = z * Math.sqrt((share * (1 - share)) / among + z ** 2 / (4 * among ** 2));
  const [low, high] = [middle - spread, middle + spread].map((bound) =>
    Math.min(1, Math.max(0, bound / (1 + z ** 2 / among))),
  );
  return { count, among, share, low: low ?? 0, high: high ?? 1 };
}
