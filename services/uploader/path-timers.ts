import type { Schedule } from './schedule.ts';

/** What is to be done later, at most one thing for a path. */
export type PathTimers = {
  set(path: string, milliseconds: number, action: () => void): void;
  /** Calls off what was to be done; says whether there was something. */
  clear(path: string): boolean;
  has(path: string): boolean;
  size(): number;
  close(): void;
};

export function createPathTimers(schedule: Schedule): PathTimers {
  const timers = new Map<string, () => void>();

  return {
    set: (path, milliseconds, action) => {
      clear(path);
      const callOff = schedule(milliseconds, () => {
        timers.delete(path);
        action();
      });
      timers.set(path, callOff);
    },
    clear,
    has: (path) => timers.has(path),
    size: () => timers.size,
    close: () => {
      for (const path of [...timers.keys()]) clear(path);
    },
  };

  function clear(path: string): boolean {
    timers.get(path)?.();
    return timers.delete(path);
  }
}
