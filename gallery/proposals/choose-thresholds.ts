import type { Label } from '../../contracts/label.ts';
import { rulesNaming } from '../../services/classifier/rules/name-index.ts';
import type { Rule } from '../../services/classifier/rules/rule.ts';
import { truthOf } from './compare-judgements.ts';
import type { Judgements, RecordedPicture } from './judge-pictures.ts';

export type Asked = {
  readonly rule: Rule;
  /** One of those that the rule names. */
  readonly label: string;
  /** From where it rings now. */
  readonly from: number;
};

type Seen = { readonly pictures: readonly RecordedPicture[]; readonly before: Judgements };

// Each is one simulation.
const mostTries = 6;

/**
 * Thresholds above false alarms, the highest first. What is lost for certain is not tried; what is lost
 * because of other rules, only a simulation tells.
 */
export function higherThresholds(
  { rule, label, from }: Asked,
  { pictures, before }: Seen,
): readonly number[] {
  const isNamed = namedBy(rule, label);
  const ringing = pictures.flatMap((picture) => {
    const matches = before.get(picture.entry.imageId)?.matches ?? [];
    const named = new Set(picture.record.labels.filter(isNamed).map(({ name }) => name));
    const own = matches.filter((match) => match.rule === rule.name && named.has(match.label));
    if (own.length === 0) return [];
    const confidence = Math.max(...own.map((match) => match.confidence));
    return [{ truth: truthOf(picture), confidence, isAlone: own.length === matches.length }];
  });
  // Below it, two pictures ring together, and go on doing so.
  const needed = ringing.filter(
    ({ truth, isAlone, confidence }) => truth === 'ring' && isAlone && confidence >= from,
  );
  const highest = Math.min(100, ...needed.map(({ confidence }) => confidence));
  return distinct(
    ringing
      .filter(({ truth }) => truth === 'silence')
      // Whole percents: the first one above it.
      .map(({ confidence }) => Math.floor(confidence) + 1)
      .filter((threshold) => threshold > from && threshold <= highest),
  );
}

/** Thresholds at which missed pictures would ring by this rule, the highest first. */
export function lowerThresholds(
  { rule, label, from }: Asked,
  { pictures, before }: Seen,
): readonly number[] {
  const isNamed = namedBy(rule, label);
  const missed = pictures.filter(
    (picture) =>
      truthOf(picture) === 'ring' && before.get(picture.entry.imageId)?.outcome !== 'alarm',
  );
  return distinct(
    missed
      .flatMap(({ record }) => record.labels.filter(isNamed).flatMap(confidencesOf))
      .map((confidence) => Math.max(1, Math.floor(confidence)))
      .filter((threshold) => threshold < from),
  );
}

/** Tells whether what was seen is what a rule means by one of its labels. */
export function namedBy(rule: Rule, label: string): (seen: Label) => boolean {
  const alone = [{ ...rule, labels: [label] }];
  return (seen) => rulesNaming(seen, alone).length > 0;
}

// Where only some boxes count, the surest of them does; each may be it.
function confidencesOf({ confidence, instances }: Label): readonly number[] {
  return [confidence, ...instances.map((instance) => instance.confidence)];
}

function distinct(thresholds: readonly number[]): readonly number[] {
  return [...new Set(thresholds)].sort((a, b) => b - a).slice(0, mostTries);
}
