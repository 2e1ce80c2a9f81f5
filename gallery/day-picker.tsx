import { formatAddress, noFilter } from './address.ts';
import { formatDay } from './format-time.ts';
import { Icon } from './icon.tsx';
import { SelectBox } from './select-box.tsx';
import { StepButton } from './step-button.tsx';
import { useKeys } from './use-keys.ts';

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
  useKeys({
    ArrowLeft: before === undefined ? undefined : () => choose(before),
    ArrowRight: after === undefined ? undefined : () => choose(after),
  });
  const options = days.map((other) => [other, formatDay(other)] as const);
  const listed = days.includes(day) ? options : [[day, formatDay(day)] as const, ...options];
  const month = { ...noFilter, view: 'calendar', day, image: undefined } as const;

  return (
    <nav class="day-picker" aria-label="Day">
      <StepButton icon="left" label="Previous day" to={before} onStep={choose} />
      <SelectBox label="Day" value={day} options={listed} onChange={choose} />
      <StepButton icon="right" label="Next day" to={after} onStep={choose} />
      <a class="round-button" href={formatAddress(month)} aria-label="Calendar">
        <Icon name="calendar" />
      </a>
      {after !== undefined && (
        <button type="button" class="quiet-button latest" onClick={() => onDay(undefined)}>
          Latest
        </button>
      )}
    </nav>
  );
}
