import { DeliveryPart } from './delivery-part.tsx';
import { formatBytes } from './format-number.ts';
import { formatMoment } from './format-time.ts';
import { Icon } from './icon.tsx';
import { JudgeButtons } from './judge-buttons.tsx';
import { LabelList } from './label-list.tsx';
import type { PictureRecord } from './picture-record.ts';
import { RuleList } from './rule-list.tsx';
import type { ListedEntry } from './select-entries.ts';
import { ShareButton } from './share-button.tsx';
import { TraceList } from './trace-list.tsx';
import { VisitStrip } from './visit-strip.tsx';

const outcomeNames = { alarm: 'Alarm', quiet: 'Quiet', rejected: 'Rejected' };

type Props = {
  readonly entry: ListedEntry;
  readonly entries: readonly ListedEntry[];
  readonly record: PictureRecord | undefined;
  /** Where the picture lies; undefined when it has been deleted. */
  readonly url: string | undefined;
  readonly position: string;
  readonly boxes: number;
  readonly withBoxes: boolean;
  readonly onBoxes: (withBoxes: boolean) => void;
  readonly onShow: (image: string) => void;
};

/** Beside the picture: what was seen, why it rang, and where it lies. */
export function PictureDetails({ entry, entries, record, position, onShow, ...boxes }: Props) {
  const { outcome, camera, capturedAt } = entry;
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
      <JudgeButtons entry={entry} />
      <Actions entry={entry} {...boxes} />
      <VisitStrip entry={entry} entries={entries} onShow={onShow} />
      {outcome === 'alarm' && <DeliveryPart entry={entry} matches={matches} />}
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

type ActionProps = Pick<Props, 'entry' | 'url' | 'boxes' | 'withBoxes' | 'onBoxes'>;

function Actions({ entry, url, boxes, withBoxes, onBoxes }: ActionProps) {
  return (
    <div class="actions">
      {entry.outcome !== 'rejected' && (
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
      {url !== undefined && (
        <a class="button" href={url} download="">
          <Icon name="download" /> Download
        </a>
      )}
      <ShareButton title={`${entry.camera}, ${formatMoment(entry.capturedAt)}`} />
    </div>
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
            <dd>{formatBytes(record.event.detail.sizeBytes)}</dd>
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
