import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectFile } from '../../runtime/project-file.ts';
import { type AlarmRule, parseAlarmList } from './parse-alarm-list.ts';

function rulesOf(text: string): readonly AlarmRule[] {
  return parseAlarmList(text).rules;
}

function problemsOf(text: string): readonly number[] {
  return parseAlarmList(text).problems.map(({ line }) => line);
}

const person = { label: 'Person', category: 'People', rings: true };
const car = { label: 'Car', category: 'Vehicle', rings: false };

describe('parseAlarmList', () => {
  it('reads rows of label, category and Alarm or Quiet', () => {
    expect(parseAlarmList('Person,People,Alarm\nCar,Vehicle,Quiet\n')).toEqual({
      rules: [person, car],
      problems: [],
    });
  });

  it('reads the list that owners of the older system have', () => {
    const list =
      'Person,People,Alarm\r\nPlaid,Clothing,Alarm \r\nParking,Parking, Quiet\r\nWalkway,Street,Quiet';
    expect(parseAlarmList(list)).toEqual({
      rules: [
        person,
        { label: 'Plaid', category: 'Clothing', rings: true },
        { label: 'Parking', category: 'Parking', rings: false },
        { label: 'Walkway', category: 'Street', rings: false },
      ],
      problems: [],
    });
  });

  it('reads the list that is delivered, without a complaint', () => {
    const { rules, problems } = parseAlarmList(
      readFileSync(projectFile('config', 'reko_alarms.csv'), 'utf8'),
    );
    expect(problems).toEqual([]);
    expect(rules.find(({ label }) => label === 'Person')?.rings).toBe(true);
  });

  it.each([
    ['a byte-order mark', '\uFEFFPerson,People,Alarm'],
    ['a header', 'Label,Category,Action\nPerson,People,Alarm'],
    [
      'a header in capitals behind a comment',
      '# mine\nLABEL,CATEGORY,ALARM|QUIET\nPerson,People,Alarm',
    ],
    ['quotes', '"Person","People","Alarm"'],
    ['blanks around cells', '  Person ,\tPeople , Alarm  '],
    ['blanks around quotes', ' "Person" , "People" , "Alarm" '],
    ['blank lines', '\n\n  \nPerson,People,Alarm\n\n'],
    ['rows of empty cells', ',,\n, ,\nPerson,People,Alarm\n,,,,'],
    ['comments', '# Person,People,Quiet\n  #x\nPerson,People,Alarm'],
    ['line ends of old Macs', '\rPerson,People,Alarm\r'],
    ['another case', 'Person,People,ALARM'],
    ['more columns than it knows', 'Person,People,Alarm,,since 2017,mine'],
  ])('does not mind %s', (_, text) => {
    expect(parseAlarmList(text)).toEqual({ rules: [person], problems: [] });
  });

  it('keeps commas and quotes that are quoted', () => {
    expect(rulesOf('"Person, ""tall""",People,Alarm')).toEqual([
      { ...person, label: 'Person, "tall"' },
    ]);
  });

  it('takes a stray quote as it is', () => {
    expect(rulesOf('5" Screen,Things,Quiet')).toEqual([
      { label: '5" Screen', category: 'Things', rings: false },
    ]);
    expect(rulesOf('"Person,People,Alarm')).toEqual([{ ...person, label: '"Person' }]);
    expect(rulesOf('"Per"son,People,Alarm')).toEqual([{ ...person, label: '"Per"son' }]);
  });

  it.each([
    'Person',
    'Person,People',
    'Person,People,',
    'Person,Alarm,People',
    'Person,People,Alarms',
    'Person;People;Alarm',
    ',People,Alarm',
  ])('skips the row %j and says on which line it is', (row) => {
    const list = `Car,Vehicle,Quiet\r\n\r\n${row}\r\nPerson,People,Alarm`;
    expect(rulesOf(list)).toEqual([car, person]);
    expect(problemsOf(list)).toEqual([3]);
  });

  it('skips a row whose third column is neither Alarm nor Quiet, and quotes it', () => {
    expect(parseAlarmList('Person,People,Alert').problems).toEqual([
      { line: 1, problem: expect.stringContaining('"Alert"') },
    ]);
  });

  it('finds a header only at the top', () => {
    const list = 'Car,Vehicle,Quiet\nLabel,Category,Action';
    expect(rulesOf(list)).toEqual([car]);
    expect(problemsOf(list)).toEqual([2]);
  });

  it('takes a label named Label for a label', () => {
    expect(rulesOf('Label,Things,Alarm')).toEqual([
      { label: 'Label', category: 'Things', rings: true },
    ]);
  });

  it.each([
    ['75', 75],
    ['75%', 75],
    [' 75 % ', 75],
    ['62.5', 62.5],
    ['0', 0],
    ['100%', 100],
  ])('reads %j as the least confidence', (cell, leastConfidence) => {
    expect(parseAlarmList(`Person,People,Alarm,${cell}`)).toEqual({
      rules: [{ ...person, leastConfidence }],
      problems: [],
    });
  });

  it.each(['101', '-1', 'high', '%', '7 5', 'NaN', 'Infinity', '75%%', '0x10', '1e1'])(
    'keeps the row but not the least confidence %j, and says so',
    (cell) => {
      const list = `Person,People,Alarm,${cell}`;
      expect(rulesOf(list)).toEqual([person]);
      expect(problemsOf(list)).toEqual([1]);
    },
  );

  it('finds nothing in nothing', () => {
    expect(parseAlarmList('')).toEqual({ rules: [], problems: [] });
  });

  it('throws at no text whatever', () => {
    const scrap = fc.constantFrom(
      ',',
      '"',
      '\n',
      '\r',
      '#',
      'Alarm',
      'Quiet',
      '%',
      '\uFEFF',
      ' ',
      '7',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(scrap).map((scraps) => scraps.join('')),
    );
    fc.assert(
      fc.property(text, (list) => {
        const { rules, problems } = parseAlarmList(list);
        const lines = list.split(/\r\n|\n|\r/).length;
        expect(rules.length).toBeLessThanOrEqual(lines);
        for (const { line } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
        }
        for (const { label } of rules) expect(label.trim()).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('is not slowed down by a hostile list', () => {
    const lists = [
      '"'.repeat(20_000),
      '",'.repeat(5_000),
      ' '.repeat(50_000),
      '"a""'.repeat(5_000),
    ];
    for (const list of lists) {
      const start = performance.now();
      parseAlarmList(list);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });

  it('reads any list back as it was written', () => {
    const text = fc.string().map((value) => value.replace(/[\r\n]/g, ' ').trim());
    const rule = fc.record(
      {
        label: text.filter((label) => label !== '' && !label.startsWith('#')),
        category: text,
        rings: fc.boolean(),
        leastConfidence: fc.integer({ min: 0, max: 100 }),
      },
      { requiredKeys: ['label', 'category', 'rings'], noNullPrototype: true },
    );
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const row = ({ label, category, rings, leastConfidence }: AlarmRule) =>
      [label, category, rings ? 'Alarm' : 'Quiet', leastConfidence?.toString() ?? '']
        .map(quoted)
        .join(',');
    fc.assert(
      fc.property(fc.array(rule), fc.constantFrom('\n', '\r\n', '\r'), (rules, lineEnd) => {
        const list = rules.map(row).join(lineEnd);
        expect(parseAlarmList(list)).toEqual({ rules, problems: [] });
      }),
    );
  });
});
