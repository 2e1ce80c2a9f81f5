import type { HandlerOutcome } from '../runtime/define-consumer.ts';
import type { Labeler } from '../runtime/labeler.ts';

/** What a run did; the same names as in the JSON line. */
export type RunCounts = {
  received: number;
  alarm: number;
  quiet: number;
  rejected: number;
  alerts: number;
  digests: number;
  labelerCalls: number;
};

export function noCounts(): RunCounts {
  return { received: 0, alarm: 0, quiet: 0, rejected: 0, alerts: 0, digests: 0, labelerCalls: 0 };
}

/** Counts what the classifier decided; whatever else happens is no picture of its own. */
export function countOutcome(counts: RunCounts, { outcome }: HandlerOutcome): void {
  if (outcome === 'alarm' || outcome === 'quiet' || outcome === 'rejected') counts[outcome] += 1;
}

export function countingLabeler(labeler: Labeler, counts: RunCounts): Labeler {
  return {
    ...labeler,
    label: (...picture) => {
      counts.labelerCalls += 1;
      return labeler.label(...picture);
    },
  };
}
