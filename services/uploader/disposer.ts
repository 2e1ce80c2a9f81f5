import type { Logger } from '../../runtime/logger.ts';
import type { CameraCounts, Ending } from './camera-counts.ts';
import { createPathTimers } from './path-timers.ts';
import type { Schedule } from './schedule.ts';
import type { WaitingFile } from './waiting-file.ts';
import type { HookNotes } from './watch-hooks.ts';

type DisposerOptions = {
  readonly counts: CameraCounts;
  readonly notes: Pick<HookNotes, 'discard'>;
  readonly schedule: Schedule;
  readonly log: Logger;
  /** What was read is done with, and there is another picture in its place. */
  readonly lookAgain: (file: WaitingFile, milliseconds: number) => void;
  readonly onProgress: () => void;
};

export type Disposer = {
  /** Clears a file away, and says so; one that cannot be cleared away is tried again later. */
  end(file: WaitingFile, ending: Ending, reason?: string): Promise<void>;
  /** Somebody else has cleared it away. */
  vanished(file: WaitingFile): void;
  /** Whether a file is done with that could not be cleared away yet. */
  holds(path: string): boolean;
  isIdle(): boolean;
  close(): Promise<void>;
};

const retryMilliseconds = 60_000;
// Should somebody take away the right to delete, there is a limit to what is remembered; what is
// forgotten is sent once more, and the store has it already.
const mostHeld = 10_000;

export function createDisposer(options: DisposerOptions): Disposer {
  const { counts, notes, log } = options;
  const retries = createPathTimers(options.schedule);
  const underWay = new Set<Promise<void>>();
  let closed = false;

  return {
    end: (file, ending, reason) => {
      counts.ended(file.camera, ending);
      return track(clear(file, ending, reason));
    },
    vanished: ({ path }) => notes.discard(path),
    holds: retries.has,
    isIdle: () => underWay.size + retries.size() === 0,
    close: async () => {
      closed = true;
      retries.close();
      await Promise.all(underWay);
    },
  };

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work);
    return work.finally(() => {
      underWay.delete(work);
      options.onProgress();
    });
  }

  // The note goes after the picture: whoever starts between the two finds a note without a picture.
  async function clear(file: WaitingFile, ending: Ending, reason?: string): Promise<void> {
    const { path } = file;
    try {
      const result = await dispose(file, ending, reason);
      if (result === 'changed') options.lookAgain(file, 0);
      else notes.discard(path);
    } catch (error) {
      log.error('file not cleared away, to be tried again', { path, ending, error });
      if (closed || retries.size() >= mostHeld) return;
      retries.set(path, retryMilliseconds, () => void track(clear(file, ending, reason)));
    }
  }
}

function dispose(
  file: WaitingFile,
  ending: Ending,
  reason = 'refused',
): Promise<'done' | 'changed'> {
  const { disposal } = file.source;
  return ending === 'refused' ? disposal.refused(file, reason) : disposal[ending](file);
}
