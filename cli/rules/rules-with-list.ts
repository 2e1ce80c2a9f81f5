import { alarmListKey } from '../../contracts/object-key.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { parseAlarmList } from '../../services/classifier/parse-alarm-list.ts';
import { compileList } from '../../services/classifier/rules/compile-list.ts';
import type { RuleSet } from '../../services/classifier/rules/rule.ts';
import type { RulesStore } from './rules-store.ts';

/** Rules together with the rows of the alarm list that is in force. */
export async function rulesWithList(
  { blobs, name }: Pick<RulesStore, 'blobs' | 'name'>,
  rules: RuleSet,
): Promise<RuleSet> {
  const list = await blobs.get(alarmListKey);
  if (list === undefined) {
    throw new UsageError(`the rules say list: true, and there is no ${name}/${alarmListKey}`);
  }
  const rows = parseAlarmList(new TextDecoder().decode(list.bytes)).rules;
  return { ...rules, rules: [...rules.rules, ...compileList(rows)] };
}
