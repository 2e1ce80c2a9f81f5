import type { AlarmRule } from '../parse-alarm-list.ts';
import { plainRule, type Rule } from './rule.ts';

/** The rows of the alarm list as rules: each is named after its label and asks for nothing else. */
export function compileList(rows: readonly AlarmRule[]): readonly Rule[] {
  return rows.map(({ label, rings, leastConfidence }) => ({
    ...plainRule,
    name: label,
    labels: [label],
    effect: rings ? 'alarm' : 'list-quiet',
    threshold: leastConfidence,
  }));
}
