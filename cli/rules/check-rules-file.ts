import { alarmListKey, alarmRulesKey } from '../../contracts/object-key.ts';
import type { YamlProblem } from '../../runtime/read-yaml.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { parseAlarmList } from '../../services/classifier/parse-alarm-list.ts';
import { compileList } from '../../services/classifier/rules/compile-list.ts';
import { doubtsOfLabel } from '../../services/classifier/rules/doubts.ts';
import { readRules } from '../../services/classifier/rules/read-rules.ts';
import type { RuleSet } from '../../services/classifier/rules/rule.ts';

export type CheckedFile = {
  /** Where the pipeline reads such a file. */
  readonly key: typeof alarmRulesKey | typeof alarmListKey;
  readonly problems: readonly YamlProblem[];
  readonly warnings: readonly YamlProblem[];
  /** Undefined for a file that cannot be used. */
  readonly rules: RuleSet | undefined;
  readonly withList: boolean;
};

/** Reads a file of rules, of either kind, as the pipeline would. */
export function checkRulesFile(file: string, text: string): CheckedFile {
  if (/\.ya?ml$/i.test(file)) return checkRules(text);
  if (/\.csv$/i.test(file)) return checkList(text);
  throw new UsageError(`${file} is neither .yaml, rules, nor .csv, an alarm list`);
}

function checkRules(text: string): CheckedFile {
  const reading = readRules(text);
  return reading.outcome === 'usable'
    ? { key: alarmRulesKey, problems: [], ...reading }
    : {
        ...{ key: alarmRulesKey, problems: reading.problems, warnings: [] },
        ...{ rules: undefined, withList: false },
      };
}

function checkList(text: string): CheckedFile {
  const { rules, problems } = parseAlarmList(text);
  const told = problems.map(({ line, problem }) => ({ line, key: '', problem }));
  const empty = { line: 1, key: '', problem: 'there is no row of Label,Category,Alarm|Quiet' };
  const silent = { line: 1, key: '', problem: 'no row says Alarm: nothing rings' };
  const rings = rules.some((rule) => rule.rings);
  const usable = rules.length > 0;
  return {
    key: alarmListKey,
    problems: usable || told.length > 0 ? told : [empty],
    warnings: [...(usable && !rings ? [silent] : []), ...unknownLabels(text)],
    rules: usable ? { rules: compileList(rules), profiles: new Map() } : undefined,
    withList: false,
  };
}

function unknownLabels(text: string): readonly YamlProblem[] {
  return text.split(/\r\n|\n|\r/).flatMap((row, index) =>
    parseAlarmList(row)
      .rules.flatMap(({ label }) => doubtsOfLabel(label, []))
      .map(({ text: problem }) => ({ line: index + 1, key: '', problem })),
  );
}
