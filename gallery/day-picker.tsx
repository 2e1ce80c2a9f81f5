import { formatDay } from './format-time.ts';
import { Icon } from './icon.tsx';
import { StepButton } from './step-button.tsx';

type Props = {
  /** Newest first. */
  readonly days: readonly string[];
  readonly day: string;
  /** Undefined is the newest day, and the next one when it comes. */
  readonly onDay: (day: string | undefined) => void;
};

/** Chooses a day: the one before, the one after, any, or the newest. */
export function DayPicker({ days, day, onDay }: Props) {
  const before = days.find((other) => other < day);
  const after = days.findLast((other) => other > day);
  const choose = (chosen: string) => onDay(chosen === days[0] ? undefined : chosen);
  const listed = days.includes(day) ? days : [day, ...days];

  return (
    <nav class="day-picker" aria-label="Day">
      <StepButton icon="left" label="Previous day" to={before} onStep={choose} />
      <span class="select">
        <select aria-label="Day" value={day} onInput={(event) => choose(event.currentTarget.value)}>
          {listed.map((other) => (
            <option key={other} value={other}>
              {formatDay(other)}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
      <StepButton icon="right" label="Next day" to={after} onStep={choose} />
      {after !== undefined && (
        <button type="button" class="quiet-button latest" onClick={() => onDay(undefined)}>
          Latest
        </button>
      )}
    </nav>
  );
}
