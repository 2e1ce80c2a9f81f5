import { formatAddress, noFilter } from '../address.ts';
import { formatDay, formatMonth, weekdayNames } from '../format-time.ts';
import { CalendarDay } from './calendar-day.tsx';
import type { DayCounts } from './count-days.ts';
import { weeksOfMonth } from './days-of-month.ts';
import { firstWeekday } from './first-weekday.ts';

type Props = {
  readonly month: string;
  /** Those with pictures. */
  readonly days: readonly string[];
  readonly counts: ReadonlyMap<string, DayCounts> | undefined;
};

/** A month week by week. */
export function MonthTable({ month, days, counts }: Props) {
  const most = Math.max(1, ...[...(counts?.values() ?? [])].map(({ alarm }) => alarm));
  const weekday = firstWeekday();
  const linkOf = (day: string) =>
    days.includes(day)
      ? formatAddress({ ...noFilter, view: 'day', day, image: undefined })
      : undefined;
  return (
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
          <tr key={week.find((day) => day !== undefined)}>
            {week.map((day, column) => (
              <CalendarDay
                key={day ?? `none ${column}`}
                day={day}
                name={day === undefined ? '' : formatDay(day)}
                counts={counts?.get(day ?? '')}
                most={most}
                link={day === undefined ? undefined : linkOf(day)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
