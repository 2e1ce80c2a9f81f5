/** Where cards of the same size stand, so that only those in sight need to be there at all. */
export type GridLayout = {
  readonly columns: number;
  /** From the top of one row to that of the next, in pixels. */
  readonly rowHeight: number;
  /** Between columns, in pixels. */
  readonly gap: number;
};

export type GridSpace = {
  readonly width: number;
  /** The root's font size in pixels: whoever reads large letters gets large cards. */
  readonly rem: number;
  /** How narrow a card may be, in rem. */
  readonly narrowest: number;
  /** How high its picture is for its width. */
  readonly ratio: number;
};

const gapRem = 0.75;
/** The hour above a card and the words below its picture; card.css says the same. */
const wordsRem = 1.5 + 4.1;

/** As many columns as fit, and the height that their cards then have. */
export function layOutGrid({ width, rem, narrowest, ratio }: GridSpace): GridLayout {
  const gap = gapRem * rem;
  const columns = Math.max(1, Math.floor((width + gap) / (narrowest * rem + gap)));
  const cardWidth = (width - (columns - 1) * gap) / columns;
  return { columns, gap, rowHeight: Math.round(cardWidth * ratio + wordsRem * rem + gap) };
}

/** So few cards are all on the page: they can be searched and printed. */
const fewCards = 200;

export type Sight = {
  /** How far the list's upper edge is above the window's. */
  readonly above: number;
  readonly windowHeight: number;
  readonly rowHeight: number;
  readonly columns: number;
  readonly cards: number;
};

// So many rows more, so that a key or a flick finds pictures there.
const rowsAround = 2;

/** The rows in sight and a few around them, the last one not included; all where there are few. */
export function rowsInSight({ above, windowHeight, rowHeight, columns, cards }: Sight): {
  readonly first: number;
  readonly last: number;
} {
  const rows = Math.ceil(cards / columns);
  if (cards <= fewCards) return { first: 0, last: rows };
  const within = (row: number) => Math.min(Math.max(row, 0), rows);
  return {
    first: within(Math.floor(above / rowHeight) - rowsAround),
    last: within(Math.ceil((above + windowHeight) / rowHeight) + rowsAround),
  };
}
