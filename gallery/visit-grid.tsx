import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { cardId } from './card-id.ts';
import type { Visit } from './group-visits.ts';
import type { ListedEntry } from './select-entries.ts';
import { type GridWindow, useGridWindow } from './use-grid-window.ts';
import { VisitCard } from './visit-card.tsx';

/** A card is at least so wide, in rem, and its picture so high for its width. */
const shapes = {
  alarm: { narrowest: 10.5, ratio: 0.75 },
  quiet: { narrowest: 8.2, ratio: 0.75 },
  rejected: { narrowest: 14, ratio: 0.2 },
};

type Props = {
  readonly outcome: ListedEntry['outcome'];
  readonly visits: readonly Visit[];
  /** The picture to go back to. */
  readonly returnTo: string | undefined;
  readonly linkOf: (image: string) => string;
  readonly onOpen: (image: string) => void;
};

/** Visits as cards of one size. Of thousands only those in sight are on the page. */
export function VisitGrid({ outcome, visits, returnTo, linkOf, onOpen }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const shown = useGridWindow(list, visits.length, shapes[outcome]);
  const place = useMemo(() => placeOf(visits, returnTo), [visits, returnTo]);
  useReturn(list, place < 0 ? undefined : visits[place], { place, shown });

  const { columns = 1, rowHeight = 0, gap = 0, first = 0, last = 0 } = shown ?? {};
  const from = first * columns;
  const rows = Math.ceil(visits.length / columns);
  const style = {
    height: `${Math.max(rows * rowHeight - gap, 0)}px`,
    'padding-top': `${first * rowHeight}px`,
    'grid-template-columns': `repeat(${columns}, minmax(0, 1fr))`,
    'grid-auto-rows': `${rowHeight - gap}px`,
  };
  return (
    <ul ref={list} class="grid" style={style}>
      {visits.slice(from, last * columns).map((visit, index) => (
        <VisitCard
          key={visit.id}
          visit={visit}
          place={from + index + 1}
          among={visits.length}
          startsHour={visit.best.hour !== visits[from + index - 1]?.best.hour}
          linkOf={linkOf}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

function placeOf(visits: readonly Visit[], image: string | undefined): number {
  if (image === undefined) return -1;
  return visits.findIndex(({ entries }) => entries.some(({ imageId }) => imageId === image));
}

type Sight = { readonly place: number; readonly shown: GridWindow | undefined };

/** Brings a card into sight and gives it the focus, once for each time that somebody returns. */
function useReturn(
  list: { readonly current: HTMLElement | null },
  visit: Visit | undefined,
  { place, shown }: Sight,
): void {
  const image = visit?.best.imageId;
  const isShown = shown !== undefined;
  const awaited = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    awaited.current = image;
    if (image === undefined || list.current === null || shown === undefined) return;
    const { top } = list.current.getBoundingClientRect();
    const cardTop = top + Math.floor(place / shown.columns) * shown.rowHeight;
    const isInSight = cardTop >= 0 && cardTop + shown.rowHeight <= innerHeight;
    if (!isInSight) scrollBy({ top: cardTop - innerHeight / 3, behavior: 'instant' });
  }, [image, isShown]);
  // The card may only be there once the list has been scrolled to it.
  useLayoutEffect(() => {
    if (awaited.current === undefined || document.querySelector('dialog[open]') !== null) return;
    const card = document.getElementById(cardId(awaited.current));
    if (card === null) return;
    awaited.current = undefined;
    card.focus({ preventScroll: true });
  });
}
