import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Match } from '../../../contracts/image-event.ts';
import type { Label } from '../../../contracts/label.ts';
import { type AlarmRule, parseAlarmList } from '../parse-alarm-list.ts';
import { compileList } from './compile-list.ts';
import { judgeLabels } from './judge-labels.ts';

function label(name: string, more: Partial<Label> = {}): Label {
  return {
    name,
    confidence: 90,
    instances: [],
    parents: [],
    aliases: [],
    categories: [],
    ...more,
  };
}

function matchAlarms(
  labels: readonly Label[],
  rows: readonly AlarmRule[],
  alarmConfidence: number,
): readonly Match[] {
  const rules = { rules: compileList(rows), profiles: new Map() };
  return judgeLabels(labels, rules, {
    ...{ camera: 'garden', capturedAt: '2026-11-20T13:02:11.000Z', timeZone: 'Europe/Berlin' },
    ...{ seenBefore: undefined, alarmConfidence },
  }).matches;
}

function ringing(list: string, labels: readonly Label[], alarmConfidence = 50): string[] {
  return matchAlarms(labels, parseAlarmList(list).rules, alarmConfidence).map(
    (match) => `${match.rule}: ${match.label}`,
  );
}

const car = label('Car', { parents: ['Transportation', 'Vehicle'], aliases: ['Automobile'] });
const pedestrian = label('Pedestrian', { parents: ['Person'] });
const person = label('Person', { aliases: ['Human'] });

describe('the rows of the alarm list as rules', () => {
  it('rings for a label that the list names', () => {
    expect(ringing('Person,,Alarm', [person])).toEqual(['Person: Person']);
  });

  it('keeps quiet about a label that the list does not name', () => {
    expect(ringing('Person,,Alarm', [car])).toEqual([]);
    expect(ringing('', [person])).toEqual([]);
  });

  it('rings for an alias and for a parent', () => {
    expect(ringing('Human,,Alarm', [person])).toEqual(['Human: Person']);
    expect(ringing('Person,,Alarm', [pedestrian])).toEqual(['Person: Pedestrian']);
  });

  it('does not care for case or blanks', () => {
    expect(ringing('pERSON,,Alarm', [label(' PERSON ')])).toEqual(['pERSON:  PERSON ']);
    expect(ringing('HUMAN,,Alarm', [person])).toEqual(['HUMAN: Person']);
  });

  it('compares the whole name', () => {
    expect(ringing('Person,,Alarm', [label('Person Description'), label('Perso')])).toEqual([]);
    expect(ringing('Car,,Alarm', [label('Carpet'), label('Race Car')])).toEqual([]);
  });

  it('does not look at categories', () => {
    expect(ringing('Vehicle,,Alarm', [label('Wheel', { categories: ['Vehicle'] })])).toEqual([]);
  });

  it.each([
    ['the name before an alias', 'Car,,Quiet\nAutomobile,,Alarm', []],
    ['the name before an alias', 'Car,,Alarm\nAutomobile,,Quiet', ['Car: Car']],
    ['the name before a parent', 'Car,,Quiet\nVehicle,,Alarm', []],
    ['the name before a parent', 'Vehicle,,Quiet\nCar,,Alarm', ['Car: Car']],
    ['an alias before a parent', 'Automobile,,Quiet\nVehicle,,Alarm', []],
    ['an alias before a parent', 'Vehicle,,Quiet\nAutomobile,,Alarm', ['Automobile: Car']],
  ])('believes %s: %j', (_, list, expected) => {
    expect(ringing(list, [car])).toEqual(expected);
  });

  it('rings when one of equally close rows says Alarm', () => {
    expect(ringing('Transportation,,Quiet\nVehicle,,Alarm', [car])).toEqual(['Vehicle: Car']);
    expect(ringing('Person,,Quiet\nPerson,,Alarm', [person])).toEqual(['Person: Person']);
  });

  it('never silences another label', () => {
    const list = 'Person,,Alarm\nCar,,Quiet\nVehicle,,Quiet';
    expect(ringing(list, [car, person])).toEqual(['Person: Person']);
    expect(ringing(list, [person, car])).toEqual(['Person: Person']);
    expect(ringing('Vehicle,,Alarm\nCar,,Quiet', [car, label('Vehicle')])).toEqual([
      'Vehicle: Vehicle',
    ]);
  });

  it('never silences another label, whatever the list and the picture', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'D');
    const names = fc.uniqueArray(name, { maxLength: 2 });
    const anyLabel = fc
      .tuple(name, names, names, fc.integer({ min: 0, max: 100 }))
      .map(([one, aliases, parents, confidence]) => label(one, { aliases, parents, confidence }));
    const rule = fc.record(
      {
        label: name,
        category: fc.constant(''),
        rings: fc.boolean(),
        leastConfidence: fc.integer({ min: 0, max: 100 }),
      },
      { requiredKeys: ['label', 'category', 'rings'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(anyLabel), fc.array(rule), (labels, rules) => {
        const together = matchAlarms(labels, rules, 50);
        const apart = labels.flatMap((one) => matchAlarms([one], rules, 50));
        expect(together).toHaveLength(apart.length);
        expect(together).toEqual(expect.arrayContaining(apart));
      }),
    );
  });

  it.each([
    ['Person,,Alarm', 50, ['Person: Person']],
    ['Person,,Alarm', 49.9, []],
    ['Person,,Alarm,80', 80, ['Person: Person']],
    ['Person,,Alarm,80', 79.9, []],
    ['Person,,Alarm,20', 20, ['Person: Person']],
    ['Person,,Alarm,20', 19.9, []],
    ['Person,,Alarm,0', 0, ['Person: Person']],
  ])('asks %j at a confidence of %d', (list, confidence, expected) => {
    expect(ringing(list, [label('Person', { confidence })])).toEqual(expected);
  });

  it('names the surest first', () => {
    const labels = [
      label('Dog', { confidence: 60 }),
      label('Person', { confidence: 99 }),
      label('Cat', { confidence: 80 }),
    ];
    expect(ringing('Person,,Alarm\nDog,,Alarm\nCat,,Alarm', labels)).toEqual([
      'Person: Person',
      'Cat: Cat',
      'Dog: Dog',
    ]);
  });

  it('shows where the surest of several is', () => {
    const box = (left: number) => ({ left, top: 0, width: 0.1, height: 0.1 });
    const instances = [
      { box: box(0.1), confidence: 60 },
      { box: box(0.2), confidence: 90 },
      { box: box(0.3), confidence: 70 },
    ];
    const { rules } = parseAlarmList('Person,,Alarm');
    expect(matchAlarms([label('Person', { instances })], rules, 50)).toEqual([
      { rule: 'Person', label: 'Person', confidence: 90, box: box(0.2) },
    ]);
    const [without] = matchAlarms([label('Person')], rules, 50);
    expect(without && 'box' in without).toBe(false);
  });

  it('finds no rule in what an object inherits', () => {
    expect(ringing('Person,,Alarm', [label('constructor'), label('__proto__')])).toEqual([]);
    expect(ringing('__proto__,,Alarm', [label('__proto__')])).toEqual(['__proto__: __proto__']);
  });
});
