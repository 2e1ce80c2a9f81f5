import { cardId } from './card-id.ts';
import { formatClock } from './format-time.ts';
import { Icon } from './icon.tsx';
import { LabelChips } from './label-chips.tsx';
import { objectUrl } from './object-url.ts';
import { PatientImage } from './patient-image.tsx';
import type { ListedEntry } from './select-entries.ts';

type Props = {
  readonly entry: ListedEntry;
  readonly link: string;
  readonly onOpen: () => void;
};

/** One picture in the grid: a link, so that it also opens in a tab of its own. */
export function PictureCard({ entry, link, onOpen }: Props) {
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <li class={`card ${entry.outcome}`}>
      <a id={cardId(entry.imageId)} href={link} onClick={open}>
        <span class="frame">
          <Thumbnail entry={entry} />
        </span>
        <span class="caption">
          <span class="card-line">
            <time dateTime={entry.capturedAt}>{formatClock(entry.capturedAt)}</time>{' '}
            <bdi class="camera">{entry.camera}</bdi>
          </span>{' '}
          {entry.outcome === 'rejected' ? (
            <bdi class="reason">{entry.reason ?? 'could not be read'}</bdi>
          ) : (
            <LabelChips labels={entry.labels} count={entry.outcome === 'alarm' ? 3 : 2} />
          )}
        </span>
      </a>
    </li>
  );
}

function Thumbnail({ entry: { thumbnail, outcome } }: { readonly entry: ListedEntry }) {
  if (thumbnail === undefined) return <Icon name={outcome} />;
  const { key, width, height, partial } = thumbnail;
  return (
    <>
      <PatientImage src={objectUrl(key)} alt="" width={width} height={height} lazy />
      {partial && <span class="badge">incomplete</span>}
    </>
  );
}
