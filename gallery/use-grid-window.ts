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
    const look = () => {
      const place = list.current?.getBoundingClientRect();
      if (place === undefined || place.width === 0) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const layout = layOutGrid({ width: place.width, rem, narrowest, ratio });
      const sight = { above: -place.top, windowHeight: innerHeight, cards };
      const now = { ...layout, ...rowsInSight({ ...sight, ...layout }) };
      setShown((before) => (isSame(before, now) ? before : now));
    };
    look();
    const observer = new ResizeObserver(look);
    if (list.current !== null) observer.observe(list.current);
    const left = new AbortController();
    addEventListener('scroll', look, { passive: true, signal: left.signal });
    addEventListener('resize', look, { signal: left.signal });
    return () => {
      observer.disconnect();
      left.abort();
    };
  }, [list, cards, narrowest, ratio]);
  return shown;
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
