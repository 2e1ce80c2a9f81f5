import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { type GridLayout, type GridSpace, layOutGrid, rowsInSight } from './lay-out-grid.ts';

export type GridWindow = GridLayout & { readonly first: number; readonly last: number };

type Shape = Pick<GridSpace, 'narrowest' | 'ratio'>;

/** Which rows of a list of equal cards are in sight; undefined until the list has a width. */
export function useGridWindow(
  list: RefObject<HTMLElement | null>,
  cards: number,
  { narrowest, ratio }: Shape,
): GridWindow | undefined {
  const [shown, setShown] = useState<GridWindow>();

  useLayoutEffect(() => {
    let frame = 0;
    const look = () => windowOf(list.current, cards, { narrowest, ratio });
    const show = (now: GridWindow | undefined) =>
      setShown((before) => (now === undefined || isSame(before, now) ? before : now));
    const follow = () => {
      const now = look();
      cancelAnimationFrame(frame);
      // All lists look before one of them draws: else the browser lays the page out for each of them.
      frame = requestAnimationFrame(() => show(now));
    };
    show(look());
    const observer = new ResizeObserver(follow);
    if (list.current !== null) observer.observe(list.current);
    const left = new AbortController();
    addEventListener('scroll', follow, { passive: true, signal: left.signal });
    addEventListener('resize', follow, { signal: left.signal });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      left.abort();
    };
  }, [list, cards, narrowest, ratio]);
  return shown;
}

function windowOf(list: HTMLElement | null, cards: number, shape: Shape): GridWindow | undefined {
  const { top = 0, width = 0 } = list?.getBoundingClientRect() ?? {};
  if (width === 0) return undefined;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const layout = layOutGrid({ width, rem, ...shape });
  const sight = { above: -top, windowHeight: innerHeight, cards };
  return { ...layout, ...rowsInSight({ ...sight, ...layout }) };
}

function isSame(a: GridWindow | undefined, b: GridWindow): boolean {
  return (
    a !== undefined &&
    a.first === b.first &&
    a.last === b.last &&
    a.columns === b.columns &&
    a.rowHeight === b.rowHeight
  );
}
