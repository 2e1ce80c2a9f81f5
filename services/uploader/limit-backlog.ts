import { basename } from 'node:path';
import { parseMotionName } from './parse-motion-name.ts';
import { createSelection, type Selection } from './select-first.ts';
import type { BacklogBounds } from './uploader.ts';
import { compareAge, type WaitingFile } from './waiting-file.ts';

export type Disk = { readonly totalBytes: number; readonly freeBytes: number };

// On a disk that others have filled some pictures may wait all the same: to drop them all would not
// empty it, and the freshest alarm matters.
const leastBytes = 32 * 1024 * 1024;
// So that not every picture that comes makes another search necessary.
const slack = 0.05;

/** How many bytes of the backlog have to go, of what waits on this disk. */
export function bytesToDrop(waitingBytes: number, bounds: BacklogBounds, disk: Disk): number {
  const usedByOthers = disk.totalBytes - disk.freeBytes - waitingBytes;
  const shareBytes = Math.max(leastBytes, disk.totalBytes * bounds.shareOfDisk - usedByOthers);
  const allowed = Math.min(bounds.bytes, shareBytes);
  return waitingBytes <= allowed ? 0 : Math.ceil(waitingBytes - allowed * (1 - slack));
}

/** Tells which pictures can be spared, having seen all of them. */
export type PictureValues = {
  see(file: WaitingFile): void;
  /** Chooses the least valuable, no more than `room`, of those that are offered. */
  choose(room: number): Selection<WaitingFile>;
};

type Valued = { readonly file: WaitingFile; readonly rank: Rank; readonly secondsIn: number };
type Rank = 0 | 1 | 2;

/**
 * The order in which pictures are given up: signs of life; then what came later in its event, the
 * latest first; then the oldest.
 */
export function createPictureValues(): PictureValues {
  const firsts = new Map<string, WaitingFile>();

  return {
    see: (file) => {
      if (isSnapshot(file)) return;
      const event = eventOf(file);
      const first = firsts.get(event);
      if (first === undefined || compareAge(file, first) < 0) firsts.set(event, file);
    },
    choose: (room) => {
      const least = createSelection(room, compareValue);
      return {
        offer: (file) => least.offer(valued(file)),
        chosen: () => least.chosen().map(({ file }) => file),
      };
    },
  };

  function valued(file: WaitingFile): Valued {
    if (isSnapshot(file)) return { file, rank: 0, secondsIn: 0 };
    const first = firsts.get(eventOf(file));
    return first === undefined || first.path === file.path
      ? { file, rank: 2, secondsIn: 0 }
      : { file, rank: 1, secondsIn: file.order - first.order };
  }
}

function compareValue(a: Valued, b: Valued): number {
  return a.rank - b.rank || b.secondsIn - a.secondsIn || compareAge(a.file, b.file);
}

function isSnapshot(file: WaitingFile): boolean {
  if (file.source.snapshotsApart === false) return false;
  return parseMotionName(basename(file.path)).kind === 'snapshot';
}

// What has no event in its name counts as one with what was taken in the same minute.
function eventOf({ path, camera, order }: WaitingFile): string {
  return `${camera} ${parseMotionName(basename(path)).event ?? Math.floor(order / 60_000)}`;
}
