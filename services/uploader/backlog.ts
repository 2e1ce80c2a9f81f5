import { compareAge, type WaitingFile } from './waiting-file.ts';

export type Backlog = {
  /** What is added may push another file out of memory, which is then given back. */
  add(file: WaitingFile, now: number): WaitingFile | undefined;
  /** The next to send; of those to avoid only when there is no other, the last-named first. */
  next(now: number, ...avoid: readonly ((file: WaitingFile) => boolean)[]): WaitingFile | undefined;
  remove(path: string): WaitingFile | undefined;
  has(path: string): boolean;
  /** How many are held. */
  size(): number;
  /** How many of them will be sent oldest first. */
  oldSize(): number;
};

const freshMilliseconds = 60_000;

/**
 * What waits to be sent, in two lanes: pictures that have just arrived go first, in order of arrival;
 * when they have waited for a minute they are as good as all others, which go oldest first. Of these,
 * no more than `room` are held.
 */
export function createBacklog(room: number): Backlog {
  // Each in the order of sending.
  const fresh: WaitingFile[] = [];
  const old: WaitingFile[] = [];
  const paths = new Map<string, WaitingFile>();

  return {
    add: (file, now) => {
      remove(file.path);
      paths.set(file.path, file);
      if (isFresh(file, now) && fresh.length < room) {
        insert(fresh, file, compareArrival);
        return undefined;
      }
      insert(old, file, compareAge);
      return old.length > room ? forget(old.pop()) : undefined;
    },
    next: (now, ...avoid) => {
      age(now);
      for (const avoided of [...avoid, () => false]) {
        const file = takeFirst(avoided);
        if (file !== undefined) return forget(file);
      }
      return undefined;
    },
    remove,
    has: (path) => paths.has(path),
    size: () => paths.size,
    oldSize: () => old.length,
  };

  function remove(path: string): WaitingFile | undefined {
    const file = paths.get(path);
    if (file === undefined) return undefined;
    for (const lane of [fresh, old]) {
      const index = lane.indexOf(file);
      if (index >= 0) lane.splice(index, 1);
    }
    return forget(file);
  }

  function age(now: number): void {
    while (fresh[0] !== undefined && !isFresh(fresh[0], now)) {
      const [file] = fresh.splice(0, 1);
      if (file !== undefined) insert(old, file, compareAge);
    }
  }

  function takeFirst(avoid: (file: WaitingFile) => boolean): WaitingFile | undefined {
    const wanted = (file: WaitingFile) => !avoid(file);
    for (const [lane, index] of [
      [fresh, fresh.findIndex(wanted)],
      [old, old.findIndex(wanted)],
    ] as const) {
      if (index >= 0) return lane.splice(index, 1)[0];
    }
    return undefined;
  }

  function forget(file: WaitingFile | undefined): WaitingFile | undefined {
    if (file !== undefined) paths.delete(file.path);
    return file;
  }
}

function isFresh({ arrivedAt }: WaitingFile, now: number): boolean {
  return arrivedAt !== undefined && now - arrivedAt < freshMilliseconds;
}

function compareArrival(a: WaitingFile, b: WaitingFile): number {
  return (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0) || compareAge(a, b);
}

function insert(
  lane: WaitingFile[],
  file: WaitingFile,
  compare: (a: WaitingFile, b: WaitingFile) => number,
): void {
  let [low, high] = [0, lane.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = lane[middle];
    if (other !== undefined && compare(other, file) <= 0) low = middle + 1;
    else high = middle;
  }
  lane.splice(low, 0, file);
}
