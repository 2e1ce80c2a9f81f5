import { formatExactConfidence } from './format-confidence.ts';
import type { PictureRecord } from './picture-record.ts';
import type { ListedEntry } from './select-entries.ts';
import { type ListedLabel, topLabels } from './top-labels.ts';

type Props = { readonly entry: ListedEntry; readonly record: PictureRecord | undefined };

/** Every label of a picture, with how sure the labeler was. */
export function LabelList({ entry, record }: Props) {
  const labels = allLabels(entry, record);
  return (
    <section class="part">
      <h3>Seen in the picture</h3>
      {labels.length === 0 && <p>{nothingSeen(record)}</p>}
      <ul class="labels">
        {labels.map(({ name, confidence, alarm }) => (
          <li key={name} class={alarm ? 'label alarm' : 'label'}>
            <bdi>{name}</bdi>
            <span class="confidence">{formatExactConfidence(confidence)}</span>
            <span class="bar" aria-hidden="true">
              <span style={{ width: `${confidence}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

// The index is trimmed; the record has them all.
function allLabels(entry: ListedEntry, record: PictureRecord | undefined): readonly ListedLabel[] {
  const alarming = new Set(entry.labels.filter(({ alarm }) => alarm).map(({ name }) => name));
  const recorded = record?.labels.map(({ name, confidence }) => ({
    name,
    confidence,
    alarm: alarming.has(name),
  }));
  return topLabels(recorded ?? entry.labels, Number.POSITIVE_INFINITY).top;
}

function nothingSeen(record: PictureRecord | undefined): string {
  return record?.event.detail.labeler === 'none'
    ? 'It was not labelled: it rang because something moved.'
    : 'Nothing was recognised.';
}
