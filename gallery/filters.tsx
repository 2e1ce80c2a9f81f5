import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Filter, noFilter, type OutcomeFilter, outcomeFilters } from './address.ts';
import { formatConfidence } from './format-confidence.ts';
import { formatCount } from './format-number.ts';
import { formatHour } from './format-time.ts';
import { hoursOfDay } from './hours-of-day.ts';
import { Icon } from './icon.tsx';
import { SelectBox } from './select-box.tsx';

const outcomeNames: Record<OutcomeFilter, string> = {
  all: 'All',
  alarm: 'Alarms',
  quiet: 'Quiet',
  rejected: 'Rejected',
};

type Props = {
  readonly filter: Filter;
  readonly counts: Record<OutcomeFilter, number>;
  readonly cameras: readonly string[];
  readonly labels: readonly string[];
  readonly onChange: (change: Partial<Filter>) => void;
  /** What stands beside them. */
  readonly children?: ComponentChildren;
};

/** Narrows a day down to what somebody is looking for. */
export function Filters({ filter, counts, cameras, labels, onChange, children }: Props) {
  const { label, hours, sure, judged } = filter;
  const said = [label, hours, sure, judged].filter((part) => part !== undefined).length;
  const [isOpen, setOpen] = useState(said > 0);
  return (
    <div class="filters">
      <fieldset class="segments">
        <legend class="unseen">Show</legend>
        {outcomeFilters.map((outcome) => (
          <button
            key={outcome}
            type="button"
            class={`segment ${outcome}`}
            aria-pressed={filter.outcome === outcome}
            onClick={() => onChange({ outcome })}
          >
            {outcomeNames[outcome]} <span class="count">{formatCount(counts[outcome])}</span>
          </button>
        ))}
      </fieldset>
      <SelectBox
        class="camera-select"
        label="Camera"
        value={filter.camera ?? ''}
        options={[['', 'All cameras'], ...cameras.map((name) => [name, name] as const)]}
        onChange={(camera) => onChange({ camera: camera || undefined })}
      />
      <button
        type="button"
        class="quiet-button"
        aria-expanded={isOpen}
        aria-controls="more-filters"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="filter" /> Filter{said > 0 && <span class="said">{said}</span>}
      </button>
      {children}
      {isOpen && <MoreFilters filter={filter} labels={labels} onChange={onChange} />}
    </div>
  );
}

const confidences = [50, 60, 70, 80, 90, 95];

type MoreProps = Pick<Props, 'filter' | 'labels' | 'onChange'>;

function MoreFilters({ filter: { label, hours, sure, judged }, labels, onChange }: MoreProps) {
  const ends = hoursOfDay.map((hour) => [hour, formatHour(hour)] as const);
  const { from = '', to = '' } = hours ?? {};
  return (
    <div id="more-filters" class="more-filters">
      <SelectBox
        isLabelled
        label="Seen"
        value={label ?? ''}
        options={[['', 'Anything'], ...labels.map((name) => [name, name] as const)]}
        onChange={(name) => onChange({ label: name || undefined })}
      />
      <SelectBox
        isLabelled
        label="At least"
        value={String(sure ?? '')}
        options={[
          ['', 'Any confidence'],
          ...confidences.map((least) => [String(least), formatConfidence(least)] as const),
        ]}
        onChange={(least) => onChange({ sure: least === '' ? undefined : Number(least) })}
      />
      <SelectBox
        isLabelled
        label="From the hour"
        value={from}
        options={[['', 'Any'], ...ends]}
        onChange={(hour) => onChange({ hours: hoursFrom(hour, to) })}
      />
      <SelectBox
        isLabelled
        label="To the hour"
        value={to}
        options={[['', 'Any'], ...ends]}
        onChange={(hour) => onChange({ hours: hoursTo(hour, from) })}
      />
      <SelectBox
        isLabelled
        label="Judged"
        value={judged ?? ''}
        options={[
          ['', 'All'],
          ['yes', 'Judged'],
          ['no', 'Not judged'],
        ]}
        onChange={(answer) => {
          const [chosen] = (['yes', 'no'] as const).filter((choice) => choice === answer);
          onChange({ judged: chosen });
        }}
      />
      <button type="button" class="quiet-button" onClick={() => onChange(noFilter)}>
        Clear
      </button>
    </div>
  );
}

function hoursFrom(from: string, to: string): Filter['hours'] {
  if (from === '') return undefined;
  return { from, to: to < from ? '23' : to };
}

function hoursTo(to: string, from: string): Filter['hours'] {
  if (to === '') return undefined;
  return { from: from > to ? '00' : from || '00', to };
}
