import type { Label } from '../../../contracts/label.ts';
import { type JudgeContext, judgeLabels, type LabelJudgement } from './judge-labels.ts';
import { readRules } from './read-rules.ts';
import type { RuleSet } from './rule.ts';

// JSON is YAML, too.
export function rulesOf(file: object): RuleSet {
  const reading = readRules(JSON.stringify(file));
  if (reading.outcome === 'usable') return reading.rules;
  throw new Error(JSON.stringify(reading.problems));
}

export const box = (left: number, top: number, width: number, height: number) => ({
  ...{ left, top, width, height },
});

export function label(name: string, more: Partial<Label> = {}): Label {
  return {
    ...{ name, confidence: 90, instances: [], parents: [], aliases: [], categories: [] },
    ...more,
  };
}

/** What makes a rule keep quiet. */
export const quiet = Object.fromEntries([['then', 'quiet']]);

/** Friday, 23:30 in Berlin. */
export const lateFriday = '2026-11-20T22:30:00.000Z';

export function judge(
  file: object,
  labels: readonly Label[],
  context: Partial<JudgeContext> = {},
): LabelJudgement {
  return judgeLabels(labels, rulesOf(file), {
    ...{ camera: 'garden', capturedAt: lateFriday, timeZone: 'Europe/Berlin' },
    ...{ alarmConfidence: 50, seenBefore: undefined },
    ...context,
  });
}
