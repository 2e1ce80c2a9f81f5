import { monthDay } from '../../contracts/tally.ts';
import { formatMonth } from '../format-time.ts';
import type { ViewProps } from '../lazy-view.tsx';
import { StepButton } from '../step-button.tsx';
import { readDaySummary, readMonthSummary } from '../summaries.ts';
import { useKeys } from '../use-keys.ts';
import { useLoaded } from '../use-loaded.ts';
import { countDays, type DayCounts } from './count-days.ts';
import { addMonths } from './days-of-month.ts';
import { MonthTable } from './month-table.tsx';

/** A month: how much happened on each of its days. */
export function CalendarView({ navigation, live: { index } }: ViewProps) {
  const days = index?.days ?? [];
  const day = navigation.address.day ?? index?.day;
  const month = day?.slice(0, 7) ?? '';
  const newest = days[0] ?? '';
  const { value: counts, failed } = useLoaded(`${month} ${newest}`, readCounts);
  const before = days.some((other) => other < `${month}-01`) ? addMonths(month, -1) : undefined;
  const after = days.some((other) => other > `${month}-31`) ? addMonths(month, 1) : undefined;
  const show = (other: string) => navigation.go({ day: `${other}-01`, image: undefined });
  useKeys({
    ArrowLeft: before === undefined ? undefined : () => show(before),
    ArrowRight: after === undefined ? undefined : () => show(after),
  });
  if (month === '') return <main aria-busy={index === undefined} class="calendar" />;
  return (
    <main class="calendar" aria-busy={counts === undefined && !failed}>
      <header class="view-header">
        <StepButton icon="left" label="Previous month" to={before} onStep={show} />
        <h2 aria-live="polite">{formatMonth(month)}</h2>
        <StepButton icon="right" label="Next month" to={after} onStep={show} />
      </header>
      <MonthTable month={month} days={days} counts={counts} />
    </main>
  );
}

async function readCounts(
  name: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, DayCounts>> {
  const [month = '', newest = ''] = name.split(' ');
  if (month === '') return new Map();
  const { days } = await readMonthSummary(month, signal);
  // The month may not know yet what happened in the last hour.
  const latest = newest.startsWith(month) ? await readDaySummary(newest, signal) : undefined;
  const now = latest === undefined ? {} : { [newest]: monthDay(latest) };
  return countDays({ schemaVersion: 1, days: { ...days, ...now } });
}
