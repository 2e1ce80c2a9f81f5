import { Icon } from './icon.tsx';

type Props = {
  readonly icon: 'left' | 'right';
  readonly label: string;
  /** Where the step leads; undefined at the end. */
  readonly to: string | undefined;
  readonly onStep: (to: string) => void;
};

/** A step back or on. At the end it stays, because a button that goes takes the focus with it. */
export function StepButton({ icon, label, to, onStep }: Props) {
  return (
    <button
      type="button"
      class={`round-button step ${icon}`}
      aria-label={label}
      aria-disabled={to === undefined}
      onClick={() => to !== undefined && onStep(to)}
    >
      <Icon name={icon} />
    </button>
  );
}
