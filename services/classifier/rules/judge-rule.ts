import type { Match } from '../../../contracts/image-event.ts';
import type { Check, TraceLine } from '../../../contracts/judgement-trace.ts';
import type { Label } from '../../../contracts/label.ts';
import { compareText, cut } from './compare-text.ts';
import type { JudgeContext } from './judge-labels.ts';
import { judgePlace, type Placed } from './judge-place.ts';
import type { Silence } from './kept-quiet.ts';
import type { Rule } from './rule.ts';

export type Verdict = { readonly line: TraceLine; readonly match?: Match };

type Standing = {
  /** What the rule asks about camera and time. */
  readonly situation: readonly Check[];
  /** A rule that names the label closer, and so decides about it. */
  readonly closer: string | undefined;
  readonly silence: Silence;
  readonly context: JudgeContext;
};

/** What one rule makes of one label that it names. */
export function judgeRule(rule: Rule, label: Label, standing: Standing): Verdict {
  const { situation, closer, silence, context } = standing;
  if (situation.some(({ passed }) => !passed))
    return verdict(rule, label, [...seen(label), ...situation]);
  if (closer !== undefined) {
    const text = `the rule ${closer} is closer`;
    return verdict(rule, label, [...seen(label), { what: 'rule', text, passed: false }]);
  }
  if (rule.effect !== 'alarm') return quietVerdict(rule, label, situation);
  if (silence.whole) {
    const text = `kept quiet by ${silence.by}`;
    return verdict(rule, label, [...seen(label), { what: 'rule', text, passed: false }]);
  }
  const place = judgePlace(rule, silence.boxes);
  const score = judgeScore(rule, label, { place, context });
  const checks = [score.check, ...situation, ...place.checks];
  if (!place.passed || score.result === 'quiet') return verdict(rule, label, checks);
  if (score.result === 'pending') return verdict(rule, label, checks, 'pending');
  return {
    ...verdict(rule, label, checks, 'alarm'),
    match: matchOf(rule, label, place, score.confidence),
  };
}

function quietVerdict(rule: Rule, label: Label, situation: readonly Check[]): Verdict {
  const place = judgePlace(rule, label.instances);
  const text = place.passed ? 'keeps it quiet' : 'does not keep it quiet';
  const own: Check = { what: 'rule', text, passed: place.passed };
  return verdict(rule, label, [...seen(label), ...situation, ...place.checks, own]);
}

type Score = {
  readonly check: Check;
  readonly confidence: number;
  readonly result: TraceLine['result'];
};

type Scored = { readonly place: Placed; readonly context: JudgeContext };

function judgeScore(rule: Rule, label: Label, { place, context }: Scored): Score {
  const confidence = scoreOf(label, place);
  const { threshold = context.alarmConfidence, minScore } = rule;
  const score = (passed: boolean, limit: number, more = ''): Check => {
    const text = `${label.name} ${compareText({ value: confidence, limit, wanted: '≥' })}${more}`;
    return { what: 'score', text, passed };
  };
  if (confidence >= threshold)
    return { check: score(true, threshold), confidence, result: 'alarm' };
  const isBetween = minScore !== undefined && confidence >= minScore;
  if (!isBetween || context.seenBefore === undefined) {
    return { check: score(false, threshold), confidence, result: 'quiet' };
  }
  if (context.seenBefore.has(rule.name)) {
    const check = score(true, minScore, ' in a second picture');
    return { check, confidence, result: 'alarm' };
  }
  const check = score(true, minScore, ` but < ${threshold} and the only such picture yet`);
  return { check, confidence, result: 'pending' };
}

// A label is as sure as its surest box. Where only some boxes count, it may be sure for another's sake.
function scoreOf({ confidence, instances }: Label, { boxes }: Placed): number {
  if (boxes.length === instances.length) return confidence;
  return Math.max(0, ...boxes.map((box) => box.confidence));
}

function matchOf(rule: Rule, label: Label, { boxes }: Placed, confidence: number): Match {
  const box = boxes[0]?.box;
  return {
    rule: rule.name,
    label: label.name,
    confidence,
    ...(box === undefined ? {} : { box }),
    ...(rule.severity === undefined ? {} : { severity: rule.severity }),
    ...(rule.tell.length === 0 ? {} : { tell: [...rule.tell] }),
  };
}

function seen({ name, confidence }: Label): readonly Check[] {
  return [{ what: 'score', text: `${name} ${cut(confidence)}`, passed: true }];
}

function verdict(
  rule: Rule,
  { name, confidence }: Label,
  checks: readonly Check[],
  result: TraceLine['result'] = 'quiet',
): Verdict {
  return { line: { rule: rule.name, label: name, confidence, checks: [...checks], result } };
}
