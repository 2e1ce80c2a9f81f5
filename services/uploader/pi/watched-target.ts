import type { PictureTarget } from '../picture-target.ts';

/** A target that remembers what is under way, so that one can see whether it hangs. */
export type WatchedTarget = PictureTarget & {
  /** Since when the oldest request has been under way; undefined when there is none. */
  oldestStart(): Date | undefined;
  /** When a request last ended, well or badly. */
  lastEnd(): Date | undefined;
};

export function watchedTarget(target: PictureTarget, now: () => Date): WatchedTarget {
  const underWay = new Set<Date>();
  let lastEnd: Date | undefined;
  return {
    oldestStart: () => underWay.values().next().value,
    lastEnd: () => lastEnd,
    send: async (picture) => {
      const start = now();
      underWay.add(start);
      try {
        return await target.send(picture);
      } finally {
        underWay.delete(start);
        lastEnd = now();
      }
    },
  };
}
