import {
  type LabelerDown,
  type LabelerOutage,
  labelerUp,
  type Unavailability,
} from '../../../contracts/labeler-outage.ts';

/** The labeler gave no answer about a picture, or must not be asked. */
export type Failure = {
  readonly imageId: string;
  readonly reason: Unavailability;
  readonly now: Date;
  /** When it last answered this process. */
  readonly answeredAt: Date | undefined;
};

// One picture may be the cause of its own trouble; of so many, none is.
const enoughPictures = 3;

const steps = [15, 30, 60, 120, 300] as const;
const longestStep = 300;
// Nothing but the owner, or the next month, ends it, and each picture that looks costs something.
const budgetStep = 600;

/** How long to wait after so many vain attempts. */
export function stepSeconds(attempts: number, reason: Unavailability): number {
  return reason === 'budget' ? budgetStep : (steps[attempts] ?? longestStep);
}

/** Whether the labeler is known to answer nobody, so that only a probe asks it. */
export function blocks(outage: LabelerOutage): outage is LabelerDown {
  if (outage.state !== 'down') return false;
  return outage.reason === 'budget' || outage.failed.length >= enoughPictures;
}

/** Whether a failure comes as the first after answers: it may be the picture's own fault. */
export function isFirstFailure(before: LabelerOutage, answeredAt: Date | undefined): boolean {
  if (before.state !== 'down') return before.state === 'up';
  const wasAnswered = answeredAt !== undefined && answeredAt > new Date(before.since);
  return wasAnswered && before.told === 'no' && !blocks(before);
}

/** What a failure makes of what is known. */
export function withFailure(before: LabelerOutage, failure: Failure): LabelerOutage {
  const { imageId, reason, now, answeredAt } = failure;
  const probeAt = after(now, stepSeconds(0, reason));
  if (isFirstFailure(before, answeredAt)) {
    const since = now.toISOString();
    const counts = { failed: [imageId], probes: 0, held: 0 };
    const begun = { schemaVersion: 1, state: 'down', since, reason, probeAt } as const;
    return { ...begun, ...counts, told: 'no' };
  }
  if (before.state !== 'down') return before;
  const isKnown = before.failed.includes(imageId) || before.failed.length >= enoughPictures;
  const failed = isKnown ? before.failed : [...before.failed, imageId];
  const next = { ...before, reason, failed };
  return blocks(before) || !blocks(next) ? next : { ...next, probeAt, probes: 0 };
}

/** What is left of an outage when the labeler answers. */
export function withAnswer(before: LabelerOutage, now: Date): LabelerOutage {
  if (before.state !== 'down') return before;
  const { since, reason, held, told } = before;
  if (told === 'no') return labelerUp;
  return { schemaVersion: 1, state: 'back', since, until: now.toISOString(), reason, held };
}

/** Whether one picture may ask the labeler now, for all that wait. */
export function isProbeDue(outage: LabelerDown, now: Date): boolean {
  return now >= new Date(outage.probeAt);
}

/** An outage whose probe somebody has taken; the next one is due later. */
export function withProbe(before: LabelerDown, now: Date): LabelerDown {
  const probes = before.probes + 1;
  return { ...before, probes, probeAt: after(now, stepSeconds(probes, before.reason)) };
}

/** An outage in which one more picture waits. */
export function withHeld(before: LabelerOutage): LabelerOutage {
  return before.state === 'down' ? { ...before, held: before.held + 1 } : before;
}

/** An outage that people are about to be told of: whoever ends it now has to tell them, too. */
export function withTelling(before: LabelerOutage): LabelerOutage {
  const isUntold = before.state === 'down' && before.told === 'no';
  return isUntold ? { ...before, told: 'telling' } : before;
}

/** What is left to be told once people were told of an outage, or of its end. */
export function withTold(now: LabelerOutage, told: LabelerOutage): LabelerOutage {
  if (now.state === 'up' || told.state === 'up' || now.since !== told.since) return now;
  if (now.state !== told.state) return now;
  return now.state === 'down' ? { ...now, told: 'yes' } : labelerUp;
}

function after(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
