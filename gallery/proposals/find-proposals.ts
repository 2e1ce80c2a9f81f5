import { folded, leastConfidence } from '../../services/classifier/rules/rule.ts';
import type { SourcedRules } from '../../services/classifier/rules/rules-document.ts';
import { changeRule, separableCameras } from './change-rule.ts';
import { type Asked, higherThresholds, lowerThresholds, namedBy } from './choose-thresholds.ts';
import { compareJudgements } from './compare-judgements.ts';
import { type Judgements, judgePictures, type RecordedPicture } from './judge-pictures.ts';
import type { Proposal } from './proposal.ts';

export type Recorded = {
  readonly sourced: SourcedRules;
  readonly timeZone: string;
  readonly alarmConfidence: number;
  readonly pictures: readonly RecordedPicture[];
  /** All that are known, also those without such pictures. */
  readonly cameras: readonly string[];
};

/** Fewer are an accident. */
const leastFewer = 3;
/** How many more alarms a person is worth that would else be missed. */
const moreForOneMissed = 3;

/**
 * Finds thresholds that would have served better. Each is judged by the whole rules, with and without the
 * change, and told only if that confirms it: no right alarm is ever lost.
 */
export async function findProposals(recorded: Recorded): Promise<readonly Proposal[]> {
  const { sourced, timeZone, pictures } = recorded;
  const before = await judgePictures(pictures, { rules: sourced.rules, timeZone });
  const found: Proposal[] = [];
  for (const candidate of candidatesOf(recorded)) {
    const { cameras } = candidate;
    const isThere = ({ entry }: RecordedPicture) =>
      cameras.length === 0 || cameras.includes(entry.camera);
    const here = pictures.filter(isThere);
    const seen = { ...recorded, pictures: here, before };
    found.push(...(await raise(candidate, seen)), ...(await lower(candidate, seen)));
  }
  return bestOfEach(found);
}

type Candidate = Asked & { readonly cameras: readonly string[] };

function candidatesOf({ sourced, alarmConfidence, cameras }: Recorded): readonly Candidate[] {
  const ringing = sourced.rules.rules.filter(({ effect }) => effect === 'alarm');
  return ringing.flatMap((rule) => {
    const places = separableCameras(rule, cameras)?.map((camera) => [camera]) ?? [rule.cameras];
    const from = rule.threshold ?? alarmConfidence;
    return rule.labels.flatMap((label) =>
      places.map((place) => ({ rule, label, from, cameras: place })),
    );
  });
}

type Seen = Recorded & { readonly before: Judgements };

// The highest first: it spares most.
async function raise(candidate: Candidate, seen: Seen): Promise<readonly Proposal[]> {
  for (const threshold of higherThresholds(candidate, seen)) {
    const proposal = await simulated('raise', { ...candidate, threshold }, seen);
    if (proposal !== undefined && worthOf(proposal) > 0) return [proposal];
  }
  return [];
}

async function lower(candidate: Candidate, seen: Seen): Promise<readonly Proposal[]> {
  const tried: Proposal[] = [];
  for (const threshold of lowerThresholds(candidate, seen)) {
    const proposal = await simulated('lower', { ...candidate, threshold }, seen);
    if (proposal !== undefined && worthOf(proposal) > 0) tried.push(proposal);
  }
  return tried.sort((a, b) => worthOf(b) - worthOf(a)).slice(0, 1);
}

async function simulated(
  kind: Proposal['kind'],
  { rule, label, from, cameras, threshold }: Candidate & { readonly threshold: number },
  { sourced, timeZone, alarmConfidence, pictures, before, cameras: allCameras }: Seen,
): Promise<Proposal | undefined> {
  const changed = changeRule(sourced, { rule, label, cameras, threshold }, allCameras);
  if (changed === undefined) return undefined;
  await breath();
  const after = await judgePictures(pictures, { rules: changed.rules, timeZone });
  const isNamed = namedBy(rule, label);
  const isConcerned = ({ record }: RecordedPicture) => record.labels.some(isNamed);
  const effect = compareJudgements(pictures, { before, after, isConcerned });
  const mayRingMore = threshold < leastConfidence(sourced.rules, alarmConfidence);
  const { change } = changed;
  return { kind, label, cameras, from, threshold, effect, mayRingMore, change };
}

// The page stays alive meanwhile.
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** How much better it is, in alarms; nothing where it is not. */
function worthOf({ kind, effect }: Proposal): number {
  const { lost, falseFewer, falseMore, found, othersMore } = effect;
  if (lost > 0) return 0;
  const fewer = falseFewer - falseMore;
  if (kind === 'raise') return fewer >= leastFewer ? fewer : 0;
  return found * moreForOneMissed - falseMore - othersMore;
}

// Several rules may name what was seen, and one of them is enough to change.
function bestOfEach(proposals: readonly Proposal[]): readonly Proposal[] {
  const best = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const { kind, cameras, label } = proposal;
    const key = JSON.stringify([kind, cameras, folded(label)]);
    const known = best.get(key);
    if (known === undefined || worthOf(proposal) > worthOf(known)) best.set(key, proposal);
  }
  return [...best.values()];
}
