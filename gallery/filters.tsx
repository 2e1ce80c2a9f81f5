import { type Address, type OutcomeFilter, outcomeFilters } from './address.ts';
import { Icon } from './icon.tsx';

const outcomeNames: Record<OutcomeFilter, string> = {
  all: 'All',
  alarm: 'Alarms',
  quiet: 'Quiet',
  rejected: 'Rejected',
};

type Props = {
  readonly address: Address;
  readonly counts: Record<OutcomeFilter, number>;
  readonly cameras: readonly string[];
  readonly onChange: (change: Pick<Partial<Address>, 'camera' | 'outcome'>) => void;
};

/** Narrows a day down to an outcome and a camera. */
export function Filters({ address, counts, cameras, onChange }: Props) {
  return (
    <div class="filters">
      <fieldset class="segments">
        <legend class="unseen">Show</legend>
        {outcomeFilters.map((outcome) => (
          <button
            key={outcome}
            type="button"
            class={`segment ${outcome}`}
            aria-pressed={address.outcome === outcome}
            onClick={() => onChange({ outcome })}
          >
            {outcomeNames[outcome]} <span class="count">{counts[outcome]}</span>
          </button>
        ))}
      </fieldset>
      <CameraSelect camera={address.camera} cameras={cameras} onChange={onChange} />
    </div>
  );
}

type CameraProps = {
  readonly camera: string | undefined;
  readonly cameras: readonly string[];
  readonly onChange: (change: { readonly camera: string | undefined }) => void;
};

function CameraSelect({ camera, cameras, onChange }: CameraProps) {
  const listed = camera === undefined || cameras.includes(camera) ? cameras : [camera, ...cameras];
  return (
    <span class="select camera-select">
      <select
        aria-label="Camera"
        value={camera ?? ''}
        onInput={(event) => onChange({ camera: event.currentTarget.value || undefined })}
      >
        <option value="">All cameras</option>
        {listed.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
