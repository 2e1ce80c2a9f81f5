import { alarmListKey, alarmRulesKey } from '../../contracts/object-key.ts';
import { parseAlarmList } from '../../services/classifier/parse-alarm-list.ts';
import { compileList } from '../../services/classifier/rules/compile-list.ts';
import { readRules } from '../../services/classifier/rules/read-rules.ts';
import type { Rule } from '../../services/classifier/rules/rule.ts';
import type { RulesStore } from '../rules/rules-store.ts';

/** The rules that ring now; none where neither rules nor a list can be read. */
export async function rulesInForce({ blobs }: Pick<RulesStore, 'blobs'>): Promise<readonly Rule[]> {
  const text = async (key: string) => {
    const blob = await blobs.get(key);
    return blob && new TextDecoder().decode(blob.bytes);
  };
  const [rules, list] = [await text(alarmRulesKey), await text(alarmListKey)];
  const reading = rules === undefined ? undefined : readRules(rules);
  const listed = list === undefined ? [] : compileList(parseAlarmList(list).rules);
  const inForce = reading === undefined ? listed : rulesOf(reading, listed);
  return inForce.filter(({ effect }) => effect === 'alarm');
}

function rulesOf(reading: ReturnType<typeof readRules>, listed: readonly Rule[]): readonly Rule[] {
  if (reading.outcome === 'unusable') return [];
  return [...reading.rules.rules, ...(reading.withList ? listed : [])];
}
