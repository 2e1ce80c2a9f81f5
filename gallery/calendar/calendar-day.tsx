import { formatCount } from '../format-number.ts';
import type { DayCounts } from './count-days.ts';

type Props = {
  /** Undefined before the first and after the last of the month. */
  readonly day: string | undefined;
  readonly name: string;
  readonly counts: DayCounts | undefined;
  /** The most alarms on one day of the month. */
  readonly most: number;
  /** Undefined when there is nothing to see. */
  readonly link: string | undefined;
};

/** One day of the month: the redder its dot, the more alarms. */
export function CalendarDay({ day, name, counts, most, link }: Props) {
  if (day === undefined) return <td />;
  const number = Number(day.slice(8));
  if (link === undefined) {
    return (
      <td>
        <span class="calendar-day empty-day">{number}</span>
      </td>
    );
  }
  const { alarm = 0, quiet = 0 } = counts ?? {};
  const told =
    counts === undefined
      ? name
      : `${name}: ${formatCount(alarm)} alarms, ${formatCount(quiet)} quiet`;
  return (
    <td>
      <a class="calendar-day" href={link}>
        <span aria-hidden="true">{number}</span>
        <span class="unseen">{told}</span>
        <span class="day-counts" aria-hidden="true">
          <span
            class={alarm > 0 ? 'heat' : 'heat calm'}
            style={{ '--heat': String(Math.sqrt(alarm / most)) }}
          />
          {alarm > 0 && <span class="alarm-count">{formatCount(alarm)}</span>}
          {quiet > 0 && <span class="count">{formatCount(quiet)}</span>}
        </span>
      </a>
    </td>
  );
}
