import { alarmRulesKey } from '../../contracts/object-key.ts';
import type { Finding } from '../../runtime/aws/owner/finding.ts';
import { problemText } from '../../runtime/read-yaml.ts';
import { readRules } from '../../services/classifier/rules/read-rules.ts';

const check = 'what rings';
const file = 'alarms.yaml';
const mostTold = 3;

/** Whether the classifier can use the owner's `alarms.yaml`, which counts instead of the list. */
export function judgeAlarmRules(text: string): Finding {
  const reading = readRules(text);
  const told = reading.outcome === 'unusable' ? reading.problems : reading.warnings;
  const first = told
    .slice(0, mostTold)
    .map((problem) => problemText(file, problem))
    .join('; ');
  if (reading.outcome === 'unusable') {
    return {
      check,
      state: 'problem',
      found: `${alarmRulesKey} cannot be used: functions that start now can judge no picture. ${first}`,
      todo: `Mend your copy, and put it in force:\nnpm run -s intellicam -- rules push ${file}`,
    };
  }
  const { rules } = reading.rules;
  const count = `${alarmRulesKey} has ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  if (first === '') return { check, state: 'ok', found: `${count}.` };
  return {
    check,
    state: 'warning',
    found: `${count}. ${first}`,
    todo: `Look whether that is meant:\nnpm run -s intellicam -- rules check ${file}`,
  };
}
