import { describe, expect, it } from 'vitest';
import { judgeAlarmRules } from './judge-alarm-rules.ts';

describe('judgeAlarmRules', () => {
  it('counts the rules', () => {
    expect(judgeAlarmRules('rules:\n  - labels: [Person]\n')).toEqual({
      ...{ check: 'what rings', state: 'ok' },
      found: 'config/alarms.yaml has 1 rule.',
    });
  });

  it('finds a problem in a file that cannot be used, with its line', () => {
    expect(judgeAlarmRules('rules:\n  - labels: [Person]\n    cameraz: [garden]\n')).toMatchObject({
      state: 'problem',
      found: expect.stringContaining('alarms.yaml:3: rules[1].cameraz'),
      todo: expect.stringContaining('rules push alarms.yaml'),
    });
  });

  it('warns of what is probably not meant', () => {
    expect(judgeAlarmRules('rules:\n  - labels: [Pirson]\n')).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('Person'),
    });
  });
});
