import { readYaml, type YamlProblem } from '../../../runtime/read-yaml.ts';
import { compileRules } from './compile-rules.ts';
import { contradictions } from './contradictions.ts';
import { doubts } from './doubts.ts';
import type { RuleSet } from './rule.ts';
import { RulesSchema } from './rules-schema.ts';

export type RulesReading =
  | {
      readonly outcome: 'usable';
      readonly rules: RuleSet;
      /** Whether the rows of the alarm list count, too. */
      readonly withList: boolean;
      readonly warnings: readonly YamlProblem[];
    }
  | { readonly outcome: 'unusable'; readonly problems: readonly YamlProblem[] };

/** Reads `alarms.yaml`: all that is wrong with it, or its rules and what is doubtful about them. */
export function readRules(text: string): RulesReading {
  const reading = readYaml(text, RulesSchema);
  if (reading.outcome === 'unusable') return reading;
  const { value, problemAt } = reading;
  const inFile = (remarks: ReturnType<typeof contradictions>) =>
    remarks
      .map(({ path, text: told }) => problemAt(path, told))
      .toSorted((a, b) => a.line - b.line);
  const problems = inFile(contradictions(value));
  if (problems.length > 0) return { outcome: 'unusable', problems };
  const rules = compileRules(value);
  const warnings = inFile(doubts(value, rules));
  return { outcome: 'usable', rules, withList: value.list, warnings };
}
