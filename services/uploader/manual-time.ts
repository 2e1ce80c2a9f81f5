import type { Schedule } from './schedule.ts';

export type ManualTime = {
  readonly now: () => Date;
  readonly schedule: Schedule;
  /** Lets time pass, and does what becomes due, in its order. */
  pass(milliseconds: number): void;
};

type Timer = { readonly at: number; readonly action: () => void };

/** A clock that stands still until it is told, for tests. */
export function manualTime(start = new Date()): ManualTime {
  const timers = new Set<Timer>();
  let time = start.getTime();

  return {
    now: () => new Date(time),
    schedule: (milliseconds, action) => {
      const timer = { at: time + milliseconds, action };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass: (milliseconds) => {
      const end = time + milliseconds;
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        timers.delete(next);
        time = Math.max(time, next.at);
        next.action();
      }
      time = end;
    },
  };

  function nextUntil(end: number): Timer | undefined {
    return [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}
