import { useEffect, useState } from 'preact/hooks';
import { readIndex } from './day-entries.ts';
import type { GalleryIndex } from './index-reader.ts';
import { pollWhileVisible } from './poll-while-visible.ts';

const pauseMilliseconds = 2_000;
const patienceMilliseconds = 20_000;

/** The index as it was last read; undefined until then. */
export type LiveIndex = { readonly index: GalleryIndex | undefined; readonly live: boolean };

/** Keeps a day's index up to date while the page is looked at. */
export function useIndex(day: string | undefined): LiveIndex {
  const [shown, setShown] = useState<LiveIndex>({ index: undefined, live: true });

  useEffect(
    () =>
      pollWhileVisible(async (stopped) => {
        try {
          const patience = AbortSignal.timeout(patienceMilliseconds);
          const show = (index: GalleryIndex) => {
            if (!stopped.aborted)
              setShown((before) => merge(before, { index, live: index.complete }));
          };
          show(await readIndex(day, AbortSignal.any([stopped, patience]), show));
        } catch {
          if (!stopped.aborted) setShown(({ index }) => ({ index, live: false }));
        }
      }, pauseMilliseconds),
    [day],
  );
  return shown;
}

// The same object again keeps the page from being drawn again.
function merge(before: LiveIndex, now: LiveIndex): LiveIndex {
  const same =
    before.live === now.live &&
    before.index?.day === now.index?.day &&
    before.index?.whole === now.index?.whole &&
    before.index?.entries === now.index?.entries &&
    before.index?.days.join() === now.index?.days.join();
  return same ? before : now;
}
