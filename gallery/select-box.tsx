import { Icon } from './icon.tsx';

type Props = {
  readonly label: string;
  readonly value: string;
  /** Values with what they are called. */
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChange: (value: string) => void;
  /** Written above it, and not only told to screen readers. */
  readonly isLabelled?: boolean;
  readonly class?: string;
};

/** One of a few choices. */
export function SelectBox({ label, value, options, onChange, isLabelled, class: name }: Props) {
  // A link may name what is not there today.
  const listed = options.some(([offered]) => offered === value)
    ? options
    : [...options, [value, value] as const];
  return (
    <label class={`select-box ${name ?? ''}`}>
      <span class={isLabelled ? 'select-label' : 'unseen'}>{label}</span>
      <span class="select">
        <select value={value} onInput={(event) => onChange(event.currentTarget.value)}>
          {listed.map(([offered, words]) => (
            <option key={offered} value={offered}>
              {words}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </label>
  );
}
