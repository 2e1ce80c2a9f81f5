import type { Match } from '../../../contracts/image-event.ts';
import type { ProfilesOn, TraceLine } from '../../../contracts/judgement-trace.ts';
import type { Label } from '../../../contracts/label.ts';
import type { ProfileByHand } from '../../../contracts/profile-switches.ts';
import type { Repeat } from '../../../contracts/repeat.ts';
import { wallTime } from './in-hours.ts';
import { judgeRule, type Verdict } from './judge-rule.ts';
import { judgeSituation } from './judge-situation.ts';
import { keptQuiet } from './kept-quiet.ts';
import type { AlarmingBox, KnownBox } from './known-box.ts';
import { mostTelling } from './most-telling.ts';
import { rulesNaming } from './name-index.ts';
import { profilesOn, recorded } from './profiles-on.ts';
import { asksForProfiles, type Rule, type RuleSet } from './rule.ts';

export type JudgeContext = {
  readonly camera: string;
  /** ISO 8601. */
  readonly capturedAt: string;
  readonly timeZone: string;
  /** A profile that somebody switched on; without one, those are on whose time it is. */
  readonly byHand?: ProfileByHand | undefined;
  /** From which confidence a label rings, in percent, where a rule names none. */
  readonly alarmConfidence: number;
  /** Rules that another picture of this motion event nearly rang; undefined without such an event. */
  readonly seenBefore: ReadonlySet<string> | undefined;
  /** Boxes of this picture that were alarmed before; they ring only for what matters more. */
  readonly known?: readonly KnownBox[];
};

export type LabelJudgement = {
  readonly outcome: 'alarm' | 'quiet';
  readonly matches: readonly Match[];
  readonly trace: readonly TraceLine[];
  /** Rules that ring with a second such picture of the same motion event. */
  readonly pending: readonly string[];
  /** The boxes that ring. */
  readonly alarming: readonly AlarmingBox[];
  /** What would have rung, had it not been alarmed before. */
  readonly repeats: readonly Repeat[];
  /** Which profiles were on, where a rule asks for any. */
  readonly profiles?: ProfilesOn;
};

/**
 * Which labels ring, surest first, and why.
 *
 * Of the rules that are in force here and now, those that name a label closest decide about it: by its
 * name, else by an alias, else by a parent (a `Car,…,Quiet` row keeps a car quiet although `Vehicle`
 * rings). They never silence another label. Neither the order of rules nor that of labels matters.
 */
export function judgeLabels(
  labels: readonly Label[],
  { rules, profiles }: RuleSet,
  context: JudgeContext,
): LabelJudgement {
  const now = wallTime(context.capturedAt, context.timeZone);
  const inForce = profilesOn(profiles, context);
  const situation = { camera: context.camera, now, profiles: inForce };
  const situations = new Map<Rule, ReturnType<typeof judgeSituation>>();
  const checksOf = (rule: Rule) => {
    const checks = situations.get(rule) ?? judgeSituation(rule, situation);
    situations.set(rule, checks);
    return checks;
  };
  const verdicts = labels.flatMap((label) => judgeLabel(label, { rules, checksOf, context }));
  const matches = verdicts.flatMap(({ match }) => match ?? []).toSorted(surestFirst);
  const pending = verdicts.flatMap(({ line }) => (line.result === 'pending' ? [line.rule] : []));
  return {
    outcome: matches.length > 0 ? 'alarm' : 'quiet',
    matches,
    trace: mostTelling(verdicts.map(({ line }) => line)),
    pending: [...new Set(pending)].toSorted(),
    alarming: inAnOrder(verdicts.flatMap(({ alarming = [] }) => alarming)),
    repeats: inAnOrder(verdicts.flatMap(({ repeats = [] }) => repeats)),
    ...(asksForProfiles(rules) ? { profiles: recorded(inForce) } : {}),
  };
}

type Judging = {
  readonly rules: readonly Rule[];
  readonly checksOf: (rule: Rule) => ReturnType<typeof judgeSituation>;
  readonly context: JudgeContext;
};

function judgeLabel(label: Label, { rules, checksOf, context }: Judging): readonly Verdict[] {
  const named = rulesNaming(label, rules);
  const inForce = named.filter(({ rule }) => checksOf(rule).every(({ passed }) => passed));
  const distance = Math.min(...inForce.map((naming) => naming.distance));
  const deciding = inForce.filter((naming) => naming.distance === distance).map(({ rule }) => rule);
  const silence = keptQuiet(label, deciding);
  const closer = deciding.map(({ name }) => name).toSorted()[0];
  return named.map((naming) => {
    const { rule } = naming;
    const isFarther = closer !== undefined && naming.distance > distance;
    const situation = checksOf(rule);
    return judgeRule(rule, label, {
      ...{ situation, silence, context },
      closer: isFarther ? closer : undefined,
    });
  });
}

function surestFirst(a: Match, b: Match): number {
  return b.confidence - a.confidence || byText(a.rule, b.rule) || byText(a.label, b.label);
}

function inAnOrder<Item>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
