import { formatAddress, noFilter } from '../address.ts';
import { formatDay, formatMonth, weekdayNames } from '../format-time.ts';
import type { ViewProps } from '../lazy-view.tsx';
import { StepButton } from '../step-button.tsx';
import { readMonthDays } from '../summaries.ts';
import { useKeys } from '../use-keys.ts';
import { useLoaded } from '../use-loaded.ts';
import { CalendarDay } from './calendar-day.tsx';
import { countDays } from './count-days.ts';
import { addMonths, weeksOfMonth } from './days-of-month.ts';
import { firstWeekday } from './first-weekday.ts';

/** A month: how much happened on each of its days. */
export function CalendarView({ navigation, live: { index } }: ViewProps) {
  const days = index?.days ?? [];
  const day = navigation.address.day ?? index?.day;
  const month = day?.slice(0, 7) ?? '';
  const { value = {} } = useLoaded(month, readMonthIfAny);
  const counts = countDays(value);
  const most = Math.max(1, ...[...counts.values()].map(({ alarm }) => alarm));
  const weekday = firstWeekday();
  const before = days.some((other) => other < `${month}-01`) ? addMonths(month, -1) : undefined;
  const after = days.some((other) => other > `${month}-31`) ? addMonths(month, 1) : undefined;
  const show = (other: string) => navigation.go({ day: `${other}-01`, image: undefined });
  useKeys({
    ArrowLeft: before === undefined ? undefined : () => show(before),
    ArrowRight: after === undefined ? undefined : () => show(after),
  });
  if (month === '') return <main aria-busy={index === undefined} class="calendar" />;
  return (
    <main class="calendar">
      <header class="view-header">
        <StepButton icon="left" label="Previous month" to={before} onStep={show} />
        <h2 aria-live="polite">{formatMonth(month)}</h2>
        <StepButton icon="right" label="Next month" to={after} onStep={show} />
      </header>
      <table class="month">
        <caption class="unseen">Pictures on each day of {formatMonth(month)}</caption>
        <thead>
          <tr>
            {weekdayNames(weekday).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(month, weekday).map((week) => (
            <tr key={week.find((listed) => listed !== undefined)}>
              {week.map((listed, column) => (
                <CalendarDay
                  key={listed ?? `none ${column}`}
                  day={listed}
                  name={listed === undefined ? '' : formatDay(listed)}
                  counts={counts.get(listed ?? '')}
                  most={most}
                  link={
                    listed !== undefined && (days.includes(listed) || counts.has(listed))
                      ? formatAddress({ ...noFilter, view: 'day', day: listed, image: undefined })
                      : undefined
                  }
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}

async function readMonthIfAny(month: string, signal: AbortSignal) {
  return month === '' ? {} : readMonthDays(month, signal);
}
