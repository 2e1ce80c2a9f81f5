import { describe, expect, it } from 'vitest';
import { readRules } from './read-rules.ts';
import { plainRule } from './rule.ts';

const zones = 'zones:\n  drive: { points: [[0, 0.5], [1, 0.5], [1, 1]] }\n';

function problems(text: string): readonly string[] {
  const reading = readRules(text);
  const told = reading.outcome === 'unusable' ? reading.problems : [];
  return told.map(({ line, key, problem }) => `${line}: ${key} ${problem}`);
}

describe('alarms.yaml', () => {
  it('needs no more than a label', () => {
    expect(readRules('rules:\n  - labels: Person\n')).toEqual({
      outcome: 'usable',
      withList: false,
      rules: {
        rules: [{ ...plainRule, name: 'Person', labels: ['Person'] }],
        profiles: new Map(),
      },
      warnings: [],
    });
  });

  it('takes everything that there is', () => {
    const reading = readRules(`list: true
${zones}profiles:
  night: { hours: "22:00-06:00", weekdays: [mon, Tue] }
  away:
rules:
  - name: somebody at the door
    labels: [Person, Face]
    then: alarm
    threshold: 75
    min_score: 55
    cameras: [garden]
    zones: [drive]
    min_area: 0.01
    max_area: 0.9
    without_boxes: true
    hours: ["22:00-06:00", 7:30–24:00]
    weekdays: [sat, sun]
    profiles: [night, away]
    severity: critical
    tell: [owner]
`);
    expect(reading).toMatchObject({
      outcome: 'usable',
      withList: true,
      rules: {
        rules: [
          {
            ...{ name: 'somebody at the door', labels: ['Person', 'Face'], effect: 'alarm' },
            ...{ threshold: 75, minScore: 55, cameras: ['garden'], minArea: 0.01, maxArea: 0.9 },
            zones: [
              {
                name: 'drive',
                points: [
                  [0, 0.5],
                  [1, 0.5],
                  [1, 1],
                ],
              },
            ],
            hours: [
              { from: 1320, to: 360 },
              { from: 450, to: 1440 },
            ],
            ...{ weekdays: ['sat', 'sun'], profiles: ['night', 'away'], withoutBoxes: true },
            ...{ severity: 'critical', tell: ['owner'] },
          },
        ],
        profiles: new Map([
          ['night', { hours: [{ from: 1320, to: 360 }], weekdays: ['mon', 'tue'] }],
          ['away', { hours: [], weekdays: [] }],
        ]),
      },
    });
  });

  it.each([
    ['Person', 'labels: Person', true],
    ['a zone', 'labels: Person\n    zones: drive', false],
    ['an area', 'labels: Person\n    max_area: 0.5', false],
  ])('lets a label without boxes count for %s: %s → %s', (_, rule, counts) => {
    expect(readRules(`${zones}rules:\n  - ${rule}\n`)).toMatchObject({
      rules: { rules: [{ withoutBoxes: counts }] },
    });
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['', '1: rules must have at least one rule, or nothing rings'],
    ['rules: [}', '1:  this is not YAML: '],
    ['rules:\n  - labels: *nobody\n', '1:  this YAML cannot be read: Unresolved alias'],
    [
      'Person,People,Alarm',
      '1:  must have the keys list, zones, profiles, repeats, rules (it is "Person',
    ],
    ['rule: []', '1: rule is not a key here; did you mean rules? Allowed: list, zones, profiles'],
    ['zones: { a: { point: [] } }', '1: zones.a.point is not a key here; did you mean points?'],
    ['profiles: { a: { hour: 1 } }', '1: profiles.a.hour is not a key here; did you mean hours?'],
    ['list: perhaps', '1: list must be true or false (it is "perhaps")'],
    ['rules: Person', '1: rules must be a list of rules (it is "Person")'],
    ['zones: { a: { points: [[0, 0], [1, 1]] } }', '1: zones.a.points must have at least three'],
    ['zones: { a: { points: [[0], [1, 1], [1, 0]] } }', '1: zones.a.points[1] must be a point of'],
    [
      'zones: { a: { points: [[0, 2], [1, 1], [1, 0]] } }',
      '1: zones.a.points[1][2] must be a frac',
    ],
  ])('tells of %j where it is wrong', (text, told) => {
    expect(problems(text).join('\n')).toContain(told);
  });

  it.each([
    ['colour: red', 'rules[1].colour is not a key here Allowed: name, labels, then, threshold'],
    ['camera: garden', 'rules[1].camera is not a key here; did you mean cameras?'],
    ['then: ring', 'rules[1].then must be one of alarm, quiet'],
    ['threshold: 101', 'rules[1].threshold must be a number from 0 to 100, in percent (it is 101)'],
    ['min_score: high', 'rules[1].min_score must be a number from 0 to 100'],
    ['cameras: ["../x"]', 'rules[1].cameras[1] must be 1 to 64 letters'],
    ['cameras: []', 'rules[1].cameras must name at least one'],
    ['tell: [a, a]', 'rules[1].tell must not repeat itself'],
    ['zones: [drve]', 'rules[1].zones[1] there is no zone drve; did you mean drive? There are dr'],
    ['profiles: night', 'rules[1].profiles[1] there is no profile night. There is no profile yet'],
    ['min_area: 5', 'rules[1].min_area must be a fraction from 0 to 1; 0.01 is a hundredth'],
    ['max_area: 0.1\n    min_area: 0.2', 'rules[1].max_area must be at least min_area (it is 0.1,'],
    ['without_boxes: maybe', 'rules[1].without_boxes must be true or false'],
    ['hours: "22-06"', 'rules[1].hours must be hours such as "22:00-06:00" (it is "22-06")'],
    ['hours: "22:00-25:00"', 'rules[1].hours must be hours such as'],
    ['hours: "22:60-23:00"', 'rules[1].hours must be hours such as'],
    ['hours: ["24:00-06:00"]', 'rules[1].hours[1] must be hours such as "22:00-06:00", to 24:00'],
    ['hours: "06:00-06:00"', 'rules[1].hours must not end when they begin'],
    [
      'weekdays: [fry]',
      'rules[1].weekdays[1] must be one of mon, tue, wed, thu, fri, sat, sun; did',
    ],
    ['severity: loud', 'rules[1].severity must be one of info, alarm, critical'],
    ['name: ""', 'rules[1].name must be a name, and it is empty'],
    [
      'then: quiet\n    threshold: 80',
      'rules[1].threshold means nothing in a rule that keeps quiet',
    ],
    ['then: quiet\n    tell: me', 'rules[1].tell means nothing in a rule that keeps quiet'],
  ])('tells of %j in a rule', (key, told) => {
    const [problem, ...others] = problems(`${zones}rules:\n  - labels: Person\n    ${key}\n`);
    expect(problem).toContain(told);
    expect(problem).toMatch(/^[56]: /);
    expect(others).toEqual([]);
  });

  it('tells everything at once, by line', () => {
    const text = 'rules:\n  - labels: []\n    threshold: -1\n  - then: loud\n';
    expect(problems(text).map((told) => told.split(' ').slice(0, 2).join(' '))).toEqual([
      ...['2: rules[1].labels', '3: rules[1].threshold', '4: rules[2].labels', '4: rules[2].then'],
    ]);
  });

  it('has no two rules of one name', () => {
    const text = 'rules:\n  - labels: [Cat, Dog]\n  - name: Cat, Dog\n    labels: Bear\n';
    expect(problems(text)).toEqual([
      '3: rules[2].name rule 1 is called Cat, Dog, too; give this one a name of its own',
    ]);
  });

  it('has no zone on a line', () => {
    const text = 'zones: { a: { points: [[0, 0], [0.5, 0.5], [1, 1]] } }\nlist: true\n';
    expect(problems(text)).toEqual([
      '1: zones.a.points must enclose something; they lie on a line',
    ]);
  });

  it('is told for what stands for millions of words', () => {
    const bomb = Array.from({ length: 12 }, (_, at) =>
      at === 0 ? 'a0: &a0 [x, x, x, x]' : `a${at}: &a${at} [${Array(9).fill(`*a${at - 1}`)}]`,
    ).join('\n');
    expect(problems(bomb)).toHaveLength(1);
  });

  it('has no profile by the name of what switches them all back', () => {
    const text = 'profiles: { auto: {} }\nrules:\n  - { labels: Person, profiles: auto }\n';
    expect(problems(text)).toEqual([expect.stringContaining('1: profiles.auto is how intellicam')]);
  });
});
