import { expect, it } from 'vitest';
import { plainRule } from '../../services/classifier/rules/rule.ts';
import { strangersIn } from './strangers-in.ts';

function told(...tell: readonly string[]) {
  const rules = [{ ...plainRule, name: 'gate', labels: ['Person'], tell }];
  return strangersIn({ rules, profiles: new Map() }, ['anna', 'benjamin']);
}

it('says whom a rule names in vain, and who is told then', () => {
  expect(told('anna')).toEqual([]);
  expect(told()).toEqual([]);
  expect(told('annna')).toEqual([
    'the rule gate tells annna, whom nobody knows: everybody is told; did you mean anna?',
  ]);
  expect(told('anna', 'xyz')).toEqual([
    'the rule gate tells xyz, whom nobody knows: only the others are told',
  ]);
  expect(strangersIn(undefined, [])).toEqual([]);
});
