import { useMemo } from 'preact/hooks';
import { cardId } from './card-id.ts';
import { formatClock, formatHour, formatSpan } from './format-time.ts';
import type { Visit } from './group-visits.ts';
import { Icon } from './icon.tsx';
import { JudgementBadge } from './judgement-badge.tsx';
import { LabelChips } from './label-chips.tsx';
import { objectUrl } from './object-url.ts';
import { PatientImage } from './patient-image.tsx';
import type { ListedEntry } from './select-entries.ts';

type Props = {
  readonly visit: Visit;
  /** Its place among all cards: most of them are not on the page. */
  readonly place: number;
  readonly among: number;
  readonly startsHour: boolean;
  readonly linkOf: (image: string) => string;
  readonly onOpen: (image: string) => void;
};

/** One visit in the grid; it is drawn again only when it has changed, not with each row scrolled. */
export function VisitCard(props: Props) {
  const { visit, place, among, startsHour, linkOf, onOpen } = props;
  return useMemo(() => <Card {...props} />, [visit, place, among, startsHour, linkOf, onOpen]);
}

/** A link to the visit's best picture, so that it also opens in a tab of its own. */
function Card({ visit, place, among, startsHour, linkOf, onOpen }: Props) {
  const { best, entries } = visit;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(best.imageId);
  };
  return (
    <li class={`card ${best.outcome}`} aria-posinset={place} aria-setsize={among}>
      {startsHour && <h3>{formatHour(best.hour)}</h3>}
      <a id={cardId(best.imageId)} href={linkOf(best.imageId)} onClick={open}>
        <span class={entries.length > 1 ? 'frame several' : 'frame'}>
          <Thumbnail entry={best} />
          <JudgementBadge entry={best} />
        </span>
        <span class="caption">
          <span class="card-line">
            <VisitTime entries={entries} />{' '}
            {entries.length > 1 && (
              <>
                <span class="visit-count">
                  {entries.length}
                  <span class="unseen"> pictures</span>
                </span>{' '}
              </>
            )}
            <bdi class="camera">{best.camera}</bdi>
          </span>{' '}
          {best.outcome === 'rejected' ? (
            <bdi class="reason">{best.reason ?? 'could not be read'}</bdi>
          ) : (
            <LabelChips labels={best.labels} count={best.outcome === 'alarm' ? 3 : 2} />
          )}
        </span>
      </a>
    </li>
  );
}

function VisitTime({ entries }: { readonly entries: readonly ListedEntry[] }) {
  const [newest, oldest] = [entries[0]?.capturedAt ?? '', entries.at(-1)?.capturedAt ?? ''];
  return (
    <time dateTime={oldest}>
      {newest === oldest ? formatClock(oldest) : formatSpan(oldest, newest)}
    </time>
  );
}

function Thumbnail({ entry: { thumbnail, outcome } }: { readonly entry: ListedEntry }) {
  if (thumbnail === undefined) return <Icon name={outcome} />;
  const { key, width, height, partial } = thumbnail;
  return (
    <>
      <PatientImage key={key} urls={[objectUrl(key)]} alt="" width={width} height={height} lazy />
      {partial && <span class="badge">incomplete</span>}
    </>
  );
}
