import { describe, expect, it } from 'vitest';
import { readRules } from './read-rules.ts';

function warnings(text: string): readonly string[] {
  const reading = readRules(text);
  if (reading.outcome === 'unusable') throw new Error(JSON.stringify(reading.problems));
  return reading.warnings.map(({ line, key, problem }) => `${line}: ${key} ${problem}`);
}

describe('what does nothing', () => {
  it.each([
    [
      'labels: Persn',
      '2: rules[1].labels[1] the vocabulary has no label Persn; did you mean Person?',
    ],
    [
      'labels: [Person, Gargoyle]',
      '2: rules[1].labels[2] the vocabulary has no label Gargoyle; only',
    ],
    [
      'labels: Person\n    threshold: 50\n    min_score: 50',
      '4: rules[1].min_score does nothing unl',
    ],
    ['labels: Person\n    then: quiet', '1: rules no rule says alarm: nothing rings'],
    [
      'labels: Person\n  - { name: q, labels: [Cat, person], then: quiet }',
      '2: rules[1].labels can never ring: the rule q keeps it quiet',
    ],
  ])('is told of %j', (rule, told) => {
    expect(warnings(`rules:\n  - ${rule}\n`)[0]).toContain(told);
  });

  it.each([
    [
      'zones',
      'zones:\n  drive: { points: [[0, 0.5], [1, 0.5], [1, 1]] }\n',
      '2: zones.drive no rule uses this zone',
    ],
    [
      'profiles',
      'profiles:\n  night: { hours: "22:00-06:00" }\n',
      '2: profiles.night no rule uses',
    ],
  ])('is told of %s that nothing uses', (_, text, told) => {
    expect(warnings(`${text}rules:\n  - labels: Person\n`)[0]).toContain(told);
  });

  it('is told of profiles and hours that never come', () => {
    const rules = (times: string) =>
      `profiles: { night: { hours: "22:00-06:00", weekdays: fri }, away: {} }
rules:
  - { name: a, labels: Person, profiles: night, ${times} }
  - { name: b, labels: Person, profiles: away }
`;
    const away = '1: profiles.away has neither hours nor weekdays: it is never on by itself';
    expect(warnings(rules('hours: "06:00-22:00"'))).toEqual([
      ...[away, '3: rules[1].hours never come while night is on by itself'],
    ]);
    expect(warnings(rules('weekdays: thu'))).toHaveLength(2);
    expect(warnings(rules('hours: "05:59-22:00"'))).toEqual([away]);
    // Friday's night lasts until Saturday morning.
    expect(warnings(rules('weekdays: sat'))).toEqual([away]);
  });

  it.each([
    'labels: Human',
    'labels: vehicle',
    'labels: Person\n  - { name: q, labels: Person, then: quiet, cameras: gate }',
    'labels: [Person, Dog]\n  - { name: q, labels: Person, then: quiet }',
    'labels: Person\n  - { name: q, labels: Human, then: quiet }',
  ])('is not told of %j', (rule) => {
    expect(warnings(`rules:\n  - ${rule}\n`)).toEqual([]);
  });
});
