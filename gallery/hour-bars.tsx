import type { Hours } from './address.ts';
import { formatHour } from './format-time.ts';
import { hoursOfDay } from './hours-of-day.ts';
import type { ListedEntry } from './select-entries.ts';

type Props = {
  readonly entries: readonly ListedEntry[];
  readonly hours: Hours | undefined;
  readonly onHours: (hours: Hours | undefined) => void;
};

type HourCounts = { readonly alarm: number; readonly quiet: number };

/**
 * How much happened in each hour; a click shows that hour alone, a second one all to there. The
 * filters say the same to whoever cannot point.
 */
export function HourBars({ entries, hours, onHours }: Props) {
  const counts = countHours(entries);
  const most = Math.max(1, ...[...counts.values()].map(({ alarm, quiet }) => alarm + quiet));
  const choose = (hour: string) => onHours(nextHours(hours, hour));
  return (
    <div class="hour-bars" aria-hidden="true">
      {hoursOfDay.map((hour) => {
        const { alarm = 0, quiet = 0 } = counts.get(hour) ?? {};
        const isOut = hours !== undefined && (hour < hours.from || hour > hours.to);
        return (
          <button
            key={hour}
            type="button"
            tabIndex={-1}
            class={isOut ? 'hour-bar out' : 'hour-bar'}
            title={`${formatHour(hour)}: ${alarm} alarms, ${quiet} others`}
            onClick={() => choose(hour)}
          >
            <span class="hour-stack">
              {quiet > 0 && <span class="bar-quiet" style={{ height: heightOf(quiet, most) }} />}
              {alarm > 0 && <span class="bar-alarm" style={{ height: heightOf(alarm, most) }} />}
            </span>
            <span class="hour-name">{hour}</span>
          </button>
        );
      })}
    </div>
  );
}

/** Choosing the chosen hour again shows the whole day; another hour stretches what is chosen. */
function nextHours(hours: Hours | undefined, hour: string): Hours | undefined {
  if (hours === undefined) return { from: hour, to: hour };
  if (hours.from <= hour && hour <= hours.to) return undefined;
  return { from: hour < hours.from ? hour : hours.from, to: hour > hours.to ? hour : hours.to };
}

function countHours(entries: readonly ListedEntry[]): ReadonlyMap<string, HourCounts> {
  const counts = new Map<string, HourCounts>();
  for (const { hour, outcome } of entries) {
    const { alarm = 0, quiet = 0 } = counts.get(hour) ?? {};
    const isAlarm = outcome === 'alarm';
    counts.set(hour, { alarm: alarm + Number(isAlarm), quiet: quiet + Number(!isAlarm) });
  }
  return counts;
}

// A single picture among thousands is still to be seen.
function heightOf(count: number, most: number): string {
  return `max(3px, ${(count / most) * 100}%)`;
}
