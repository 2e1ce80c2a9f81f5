/** Runs an action later, once; returns what calls it off. A test gives one with its own clock. */
export type Schedule = (milliseconds: number, action: () => void) => () => void;

export const systemSchedule: Schedule = (milliseconds, action) => {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
};
