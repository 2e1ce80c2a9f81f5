import { useMemo } from 'preact/hooks';
import { formatClock } from './format-time.ts';
import { groupVisits } from './group-visits.ts';
import { objectUrl } from './object-url.ts';
import type { ListedEntry } from './select-entries.ts';

type Props = {
  readonly entry: ListedEntry;
  readonly entries: readonly ListedEntry[];
  readonly onShow: (image: string) => void;
};

// A camera that sees something move all day makes one visit of it.
const mostAround = 12;

/** The other pictures of the visit, quiet ones too, as they were taken. */
export function VisitStrip({ entry, entries, onShow }: Props) {
  const visits = useMemo(
    () => groupVisits(entries.filter(({ camera }) => camera === entry.camera)),
    [entries, entry.camera],
  );
  const isShown = ({ imageId }: ListedEntry) => imageId === entry.imageId;
  const taken = visits.find((visit) => visit.entries.some(isShown))?.entries.toReversed() ?? [];
  if (taken.length < 2) return null;
  const place = taken.findIndex(isShown);
  const around = taken.slice(Math.max(place - mostAround, 0), place + mostAround + 1);
  return (
    <section class="part">
      <h3>
        This visit <span class="count">{taken.length}</span>
      </h3>
      <ol class="strip">
        {around.map(({ imageId, capturedAt, outcome, thumbnail }) => (
          <li key={imageId}>
            <button
              type="button"
              class={outcome}
              aria-current={imageId === entry.imageId}
              aria-label={`${formatClock(capturedAt)}, ${outcome}`}
              onClick={() => onShow(imageId)}
            >
              {thumbnail !== undefined && (
                <img src={objectUrl(thumbnail.key)} alt="" loading="lazy" width="72" height="54" />
              )}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
