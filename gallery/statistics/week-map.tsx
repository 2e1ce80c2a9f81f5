import type { Statistics } from '../../contracts/statistics.ts';
import { formatCount } from '../format-number.ts';
import { formatHour, weekdayNames } from '../format-time.ts';
import { hoursOfDay } from '../hours-of-day.ts';

/** When it rings: weekdays by hours, a table whose cells are the redder the more rang. */
export function WeekMap({ week }: Pick<Statistics, 'week'>) {
  const most = Math.max(1, ...week.flat());
  return (
    <section class="chart">
      <h3>When it rang</h3>
      <table class="week-map">
        <thead>
          <tr>
            <td />
            {hoursOfDay.map((hour) => (
              <th key={hour} scope="col" abbr={formatHour(hour)}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdayNames(1).map(({ short, long }, weekday) => (
            <tr key={long}>
              <th scope="row" abbr={long}>
                {short}
              </th>
              {hoursOfDay.map((hour, column) => {
                const count = week[weekday]?.[column] ?? 0;
                return (
                  <td
                    key={hour}
                    class={count === 0 ? 'none' : ''}
                    style={{ '--heat': String(Math.sqrt(count / most)) }}
                    title={`${long} ${formatHour(hour)}: ${formatCount(count)}`}
                  >
                    <span>{formatCount(count)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
