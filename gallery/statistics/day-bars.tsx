import type { Statistics } from '../../contracts/statistics.ts';
import { formatAddress, noFilter } from '../address.ts';
import { formatCount } from '../format-number.ts';
import { formatDay, formatShortDay } from '../format-time.ts';

type Props = { readonly days: Statistics['days'] };

/** Alarms on each day, as bars and as a table. */
export function DayBars({ days }: Props) {
  const most = Math.max(1, ...days.map(({ alarm }) => alarm));
  const named = Math.ceil(days.length / 5);
  return (
    <section class="chart">
      <h3>
        Alarms per day <span class="count">at most {formatCount(most)}</span>
      </h3>
      <div class="day-bars" aria-hidden="true">
        {days.map(({ day, alarm, quiet }, index) => (
          <a
            key={day}
            class="day-bar"
            tabIndex={-1}
            href={formatAddress({ ...noFilter, view: 'day', day, image: undefined })}
            title={`${formatDay(day)}: ${formatCount(alarm)} alarms, ${formatCount(quiet)} quiet`}
          >
            <span class="hour-stack">
              {alarm > 0 && (
                <span class="bar-alarm" style={{ height: `${(alarm / most) * 100}%` }} />
              )}
            </span>
            <span class="hour-name">{index % named === 0 ? formatShortDay(day) : ''}</span>
          </a>
        ))}
      </div>
      <details>
        <summary>As a table</summary>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Alarms</th>
              <th scope="col">Quiet</th>
              <th scope="col">Rejected</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, alarm, quiet, rejected }) => (
              <tr key={day}>
                <th scope="row">{formatDay(day)}</th>
                <td>{formatCount(alarm)}</td>
                <td>{formatCount(quiet)}</td>
                <td>{formatCount(rejected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
