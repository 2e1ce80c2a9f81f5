import type { Match } from '../../../contracts/image-event.ts';
import type { Check, TraceLine } from '../../../contracts/judgement-trace.ts';
import type { Label } from '../../../contracts/label.ts';
import type { Repeat } from '../../../contracts/repeat.ts';
import { isSameBox } from './box-overlap.ts';
import { compareText, cut } from './compare-text.ts';
import type { JudgeContext } from './judge-labels.ts';
import { type Instance, judgePlace, type Placed } from './judge-place.ts';
import { repeatCheck, sortRepeats } from './judge-repeats.ts';
import type { Silence } from './kept-quiet.ts';
import type { AlarmingBox } from './known-box.ts';
import type { Rule } from './rule.ts';

export type Verdict = {
  readonly line: TraceLine;
  readonly match?: Match;
  /** The boxes that ring. */
  readonly alarming?: readonly AlarmingBox[];
  /** What would have rung, had it not been alarmed before. */
  readonly repeats?: readonly Repeat[];
};

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
  const { situation, closer, silence } = standing;
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
  const whole = judgeBoxes(rule, label, { boxes: silence.boxes, standing });
  return whole.match === undefined ? whole : exceptRepeats(rule, label, { whole, standing });
}

type Boxes = { readonly boxes: readonly Instance[]; readonly standing: Standing };

function judgeBoxes(rule: Rule, label: Label, { boxes, standing }: Boxes): Verdict {
  const { situation, context } = standing;
  const place = judgePlace(rule, boxes);
  const score = judgeScore(rule, label, { place, context });
  const checks = [score.check, ...situation, ...place.checks];
  if (!place.passed || score.result === 'quiet') return verdict(rule, label, checks);
  if (score.result === 'pending') return verdict(rule, label, checks, 'pending');
  const { name } = label;
  const severity = rule.severity ?? 'alarm';
  const alarming = place.boxes.filter(
    ({ confidence }, rank) => rank === 0 || confidence >= score.limit,
  );
  return {
    ...verdict(rule, label, checks, 'alarm'),
    match: matchOf(rule, label, place, score.confidence),
    alarming: alarming.map(({ box }) => ({ label: name, box, severity })),
  };
}

type Whole = { readonly whole: Verdict; readonly standing: Standing };

// What is left is judged as if the others were not there: a second one still rings, if it would alone.
function exceptRepeats(rule: Rule, label: Label, { whole, standing }: Whole): Verdict {
  const { silence, context } = standing;
  const boxes = { label: label.name, boxes: silence.boxes };
  const sorted = sortRepeats(rule, boxes, context.known ?? []);
  const { fresh } = sorted;
  const repeats = sorted.repeats.filter(({ box }) =>
    whole.alarming?.some((ringing) => isSameBox(ringing.box, box)),
  );
  if (repeats.length === 0) return whole;
  const rest = fresh.length > 0 ? judgeBoxes(rule, label, { boxes: fresh, standing }) : undefined;
  if (rest !== undefined && rest.line.result !== 'quiet') return { ...rest, repeats };
  const checks = [...whole.line.checks, repeatCheck(repeats, context)];
  return { ...verdict(rule, label, checks, 'repeat'), repeats };
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
  /** From which confidence a box counts. */
  readonly limit: number;
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
    return { check: score(true, threshold), confidence, result: 'alarm', limit: threshold };
  const isBetween = minScore !== undefined && confidence >= minScore;
  if (!isBetween || context.seenBefore === undefined) {
    return { check: score(false, threshold), confidence, result: 'quiet', limit: threshold };
  }
  if (context.seenBefore.has(rule.name)) {
    const check = score(true, minScore, ' in a second picture');
    return { check, confidence, result: 'alarm', limit: minScore };
  }
  const check = score(true, minScore, ` but < ${threshold} and the only such picture yet`);
  return { check, confidence, result: 'pending', limit: minScore };
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
