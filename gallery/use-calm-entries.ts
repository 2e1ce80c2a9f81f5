import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { ListedEntry } from './select-entries.ts';

export type CalmEntries = {
  readonly entries: readonly ListedEntry[];
  /** How many newer pictures wait. */
  readonly waiting: number;
};

/** Whoever has scrolled further than this is reading. */
const readingPixels = 500;

/** Keeps newer pictures back while somebody reads further down, so that nothing moves away. */
export function useCalmEntries(entries: readonly ListedEntry[], reading: string): CalmEntries {
  const newest = useRef<string | undefined>(undefined);
  const known = useRef(reading);
  const [, look] = useReducer<number, void>((count) => count + 1, 0);
  const first = entries.findIndex(({ imageId }) => imageId === newest.current);
  const waits = first > 0 && known.current === reading && scrollY > readingPixels;
  if (!waits) newest.current = entries[0]?.imageId;
  known.current = reading;

  useEffect(() => {
    if (!waits) return;
    const follow = () => scrollY <= readingPixels && look();
    addEventListener('scroll', follow, { passive: true });
    return () => removeEventListener('scroll', follow);
  }, [waits]);
  return waits ? { entries: entries.slice(first), waiting: first } : { entries, waiting: 0 };
}
