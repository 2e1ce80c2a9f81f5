import { AlertCard } from './alert-card.tsx';
import { formatMoment } from './format-time.ts';
import { Icon } from './icon.tsx';
import { LabelList } from './label-list.tsx';
import { objectUrl } from './object-url.ts';
import type { PictureRecord } from './picture-record.ts';
import { RuleList } from './rule-list.tsx';
import type { ListedEntry } from './select-entries.ts';
import { TraceList } from './trace-list.tsx';

const outcomeNames = { alarm: 'Alarm', quiet: 'Quiet', rejected: 'Rejected' };

type Props = {
  readonly entry: ListedEntry;
  readonly record: PictureRecord | undefined;
  readonly position: string;
  readonly boxes: number;
  readonly withBoxes: boolean;
  readonly onBoxes: (withBoxes: boolean) => void;
};

/** Beside the picture: what was seen, why it rang, and where it lies. */
export function PictureDetails({ entry, record, position, boxes, withBoxes, onBoxes }: Props) {
  const { outcome, camera, capturedAt, key } = entry;
  const matches = record?.event.detail.matches;
  return (
    <aside class="details">
      <header class="details-header">
        <span class={`outcome-name ${outcome}`}>
          <Icon name={outcome} /> {outcomeNames[outcome]}
        </span>
        <span class="position">{position}</span>
      </header>
      <h2>
        <bdi>{camera}</bdi>
      </h2>
      <p class="moment">
        <time dateTime={capturedAt}>{formatMoment(capturedAt)}</time>
      </p>
      <div class="actions">
        <a class="button" href={objectUrl(key)} download="">
          <Icon name="download" /> Download
        </a>
        {outcome !== 'rejected' && (
          <button
            type="button"
            class="button"
            aria-pressed={withBoxes && boxes > 0}
            aria-disabled={boxes === 0}
            onClick={() => boxes > 0 && onBoxes(!withBoxes)}
          >
            <Icon name="boxes" /> {boxes === 0 ? 'No boxes' : 'Boxes'}
          </button>
        )}
      </div>
      {outcome === 'alarm' && <AlertCard entry={entry} matches={matches} />}
      {record?.trace !== undefined && <TraceList trace={record.trace} />}
      {/* Records of before the rules say only what rang. */}
      {outcome === 'alarm' && matches !== undefined && record?.trace === undefined && (
        <RuleList matches={matches} />
      )}
      {outcome !== 'rejected' && <LabelList entry={entry} record={record} />}
      <FileFacts entry={entry} record={record} />
    </aside>
  );
}

function FileFacts({ entry, record }: Pick<Props, 'entry' | 'record'>) {
  const labeler = record?.event.detail.labeler;
  return (
    <section class="part">
      <h3>File</h3>
      <dl class="facts">
        <dt>Name</dt>
        <dd>
          <bdi>{entry.key.slice(entry.key.lastIndexOf('/') + 1)}</bdi>
        </dd>
        {record !== undefined && (
          <>
            <dt>Size</dt>
            <dd>{formatSize(record.event.detail.sizeBytes)}</dd>
          </>
        )}
        {labeler !== undefined && labeler !== 'none' && (
          <>
            <dt>Labelled by</dt>
            <dd>
              <bdi>{labeler}</bdi>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function formatSize(sizeBytes: number): string {
  const style = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(undefined, style).format(Math.ceil(sizeBytes / 1000));
}
