import { useEffect, useState } from 'preact/hooks';
import { readIndex } from './day-entries.ts';
import type { GalleryIndex } from './index-reader.ts';
import { nextPause, shortestPause } from './next-pause.ts';
import { pollWhileVisible } from './poll-while-visible.ts';
import { ShutOutError } from './shut-out-error.ts';

const patienceMilliseconds = 20_000;

/** The index as it was last read; undefined until then. */
export type LiveIndex = {
  readonly index: GalleryIndex | undefined;
  readonly live: boolean;
  /** Whether the link that the page was opened by seems to have ended. */
  readonly ended: boolean;
};

/** Keeps a day's index up to date while the page is looked at. */
export function useIndex(day: string | undefined): LiveIndex {
  const [shown, setShown] = useState<LiveIndex>({
    ...{ index: undefined, live: true, ended: false },
  });

  useEffect(() => {
    let pause = shortestPause;
    let known: GalleryIndex['entries'] | undefined;
    const look = async (stopped: AbortSignal) => {
      try {
        const patience = AbortSignal.timeout(patienceMilliseconds);
        const show = (index: GalleryIndex) => {
          if (!stopped.aborted)
            setShown((before) => merge(before, { index, live: index.complete, ended: false }));
        };
        const index = await readIndex(day, AbortSignal.any([stopped, patience]), show);
        show(index);
        pause = nextPause(pause, index.entries !== known);
        known = index.entries;
      } catch (error) {
        if (stopped.aborted) return;
        const ended = error instanceof ShutOutError;
        // The page's own address shows the form, and then the same again.
        if (ended && error.hasForm) location.reload();
        setShown(({ index }) => ({ index, live: false, ended }));
      }
    };
    return pollWhileVisible(look, () => pause);
  }, [day]);
  return shown;
}

// The same object again keeps the page from being drawn again.
function merge(before: LiveIndex, now: LiveIndex): LiveIndex {
  const same =
    before.live === now.live &&
    before.ended === now.ended &&
    before.index?.day === now.index?.day &&
    before.index?.whole === now.index?.whole &&
    before.index?.entries === now.index?.entries &&
    before.index?.days.join() === now.index?.days.join();
  return same ? before : now;
}
