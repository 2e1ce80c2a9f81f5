import { rulesNaming } from '../../services/classifier/rules/name-index.ts';
import { folded, leastConfidence } from '../../services/classifier/rules/rule.ts';
import type { SourcedRules } from '../../services/classifier/rules/rules-document.ts';
import type { ListedEntry } from '../select-entries.ts';
import type { JudgedRecord } from '../statistics/judged-record.ts';

/** Pictures of the cameras on which something was judged that are certainly needed: judged, or alarms. */
export function surelyNeeded(entries: readonly ListedEntry[]): readonly ListedEntry[] {
  const judged = camerasJudged(entries);
  return entries.filter(
    (entry) =>
      judged.has(entry.camera) &&
      (entry.outcome === 'alarm' || (entry.outcome === 'quiet' && isJudged(entry))),
  );
}

/**
 * Quiet pictures of these cameras in which something was seen that rules name, surely enough to ring by
 * some rule or by a proposed one: they may ring newly, or be what keeps another one quiet as its repeat.
 */
export function alsoNeeded(
  entries: readonly ListedEntry[],
  { sourced, alarmConfidence, records }: Known,
): readonly ListedEntry[] {
  const judged = camerasJudged(entries);
  const { rules } = sourced.rules;
  const labels = records.flatMap((record) => record.labels);
  // The index has names only: by what aliases and parents rules name them, the records told.
  const named = labels.filter((label) => rulesNaming(label, rules).length > 0);
  const names = new Set([
    ...rules.flatMap((rule) => rule.labels.map(folded)),
    ...named.map(({ name }) => folded(name)),
  ]);
  const least = Math.min(
    leastConfidence(sourced.rules, alarmConfidence),
    ...missedIn(entries, names),
  );
  return entries.filter(
    (entry) =>
      judged.has(entry.camera) &&
      entry.outcome === 'quiet' &&
      !isJudged(entry) &&
      entry.labels.some(({ name, confidence }) => names.has(folded(name)) && confidence >= least),
  );
}

export type Known = {
  readonly sourced: SourcedRules;
  readonly alarmConfidence: number;
  /** Those that were read before. */
  readonly records: readonly JudgedRecord[];
};

// From there on a lowered threshold would ring.
function missedIn(entries: readonly ListedEntry[], names: ReadonlySet<string>): readonly number[] {
  return entries
    .filter(({ judgement }) => judgement?.verdict === 'missed')
    .flatMap(({ labels }) => labels.filter(({ name }) => names.has(folded(name))))
    .map(({ confidence }) => Math.floor(confidence));
}

function camerasJudged(entries: readonly ListedEntry[]): ReadonlySet<string> {
  return new Set(entries.filter(isJudged).map(({ camera }) => camera));
}

function isJudged({ judgement }: ListedEntry): boolean {
  return judgement !== undefined && judgement.verdict !== 'none';
}
