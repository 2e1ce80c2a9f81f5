import type { Straggler } from './find-stragglers.ts';

type Circumstances = {
  /** How many messages about pictures there are. */
  readonly held: number;
  /** How many pictures have lain in `upload/` too long. */
  readonly stragglers: number;
  /** While it is, pictures wait on purpose, and come again by themselves. */
  readonly isLabelerDown: boolean;
};

type Choice = {
  readonly again: readonly Straggler[];
  /** They may well have a message of their own. */
  readonly waiting: readonly Straggler[];
};

/**
 * Which pictures are to be told of again. What is recorded costs nothing more. Of the others, another
 * message might have them labelled, and paid, twice: they are left alone while the messages that there
 * are may be theirs.
 */
export function chooseStragglers(
  found: readonly Straggler[],
  circumstances: Circumstances,
): Choice {
  const { held, stragglers, isLabelerDown } = circumstances;
  const mayWait = isLabelerDown || held >= stragglers;
  const waits = ({ isRecorded }: Straggler) => mayWait && !isRecorded;
  return { again: found.filter((one) => !waits(one)), waiting: found.filter(waits) };
}

const hourMilliseconds = 60 * 60 * 1000;

/**
 * Whether a picture's hour has come: the second, the seventh, and then one a day. What no telling cures
 * would otherwise fill the dead letters, every hour five times.
 */
export function isDue(ageMilliseconds: number): boolean {
  const hours = Math.floor(ageMilliseconds / hourMilliseconds);
  return hours === 1 || hours === 6 || (hours > 0 && hours % 24 === 0);
}
