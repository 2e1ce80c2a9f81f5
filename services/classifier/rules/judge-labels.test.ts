import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TraceLineSchema } from '../../../contracts/judgement-trace.ts';
import { traceText } from '../../../contracts/trace-text.ts';
import type { JudgeContext } from './judge-labels.ts';
import { box, judge, label } from './rules-under-test.ts';

// Somebody on the drive, a tenth of the picture, in the garden on a Friday night.
const person = label('Person', {
  confidence: 90,
  aliases: ['Human'],
  instances: [{ box: box(0.4, 0.5, 0.2, 0.5), confidence: 90 }],
});
const zones = {
  drive: {
    points: [
      [0, 0.9],
      [1, 0.9],
      [1, 1],
      [0, 1],
    ],
  },
  sky: {
    points: [
      [0, 0],
      [1, 0],
      [1, 0.2],
      [0, 0.2],
    ],
  },
};
const profiles = { night: { hours: '22:00-06:00' }, day: { hours: '06:00-22:00' }, away: {} };
const context: Partial<JudgeContext> = { seenBefore: new Set(['R']) };

type Row = {
  readonly key: string;
  readonly yes: object;
  readonly told?: string;
  readonly no: object;
  readonly missed: string;
};

const keys: readonly Row[] = [
  { key: 'labels', yes: { labels: ['Dog', 'Human'] }, no: { labels: 'Dog' }, missed: '' },
  {
    ...{ key: 'threshold', yes: { threshold: 90 }, told: 'Person 90 ≥ 90' },
    ...{ no: { threshold: 90.1 }, missed: 'Person 90 < 90.1' },
  },
  {
    ...{ key: 'min_score', yes: { threshold: 95, min_score: 90 } },
    ...{ told: 'Person 90 ≥ 90 in a second picture' },
    ...{ no: { threshold: 95, min_score: 91 }, missed: 'Person 90 < 95' },
  },
  {
    ...{ key: 'cameras', yes: { cameras: ['gate', 'garden'] }, told: 'camera garden' },
    ...{ no: { cameras: ['gate'] }, missed: 'camera garden, not gate' },
  },
  {
    ...{ key: 'zones', yes: { zones: ['sky', 'drive'] }, told: 'in drive' },
    ...{ no: { zones: 'sky' }, missed: 'not in sky' },
  },
  {
    ...{ key: 'min_area', yes: { min_area: 0.1 }, told: 'area 10 % ≥ 10 %' },
    ...{ no: { min_area: 0.101 }, missed: 'area 10 % < 10.1 %' },
  },
  {
    ...{ key: 'max_area', yes: { max_area: 0.1 }, told: 'area 10 % ≤ 10 %' },
    ...{ no: { max_area: 0.099 }, missed: 'area 10 % > 9.9 %' },
  },
  {
    ...{ key: 'hours', yes: { hours: ['08:00-09:00', '23:30-01:00'] } },
    ...{ told: '23:30 in 08:00–09:00, 23:30–01:00' },
    ...{ no: { hours: '22:00-23:30' }, missed: '23:30, not 22:00–23:30' },
  },
  {
    ...{ key: 'weekdays', yes: { weekdays: ['thu', 'fri'] }, told: 'fri' },
    ...{ no: { weekdays: 'sat' }, missed: 'fri, not sat' },
  },
  {
    ...{ key: 'profiles', yes: { profiles: ['day', 'night'] }, told: 'profile night' },
    ...{ no: { profiles: 'day' }, missed: 'profile not day' },
  },
];

// Both decide about the same number, or both together are refused.
const apart = ['threshold min_score', 'min_area max_area'];

const pairs = keys.flatMap((one, index) =>
  keys
    .slice(index + 1)
    .filter((other) => !apart.includes(`${one.key} ${other.key}`))
    .map((other) => [one.key, other.key, one, other] as const),
);

function judged(rule: object) {
  const file = { zones, profiles, rules: [{ name: 'R', labels: 'Person', ...rule }] };
  const judgement = judge(file, [person], context);
  const texts = judgement.trace.map(traceText);
  for (const line of judgement.trace) expect(v.parse(TraceLineSchema, line)).toEqual(line);
  return { outcome: judgement.outcome, text: texts.join('\n') };
}

describe('a rule', () => {
  it('that asks for nothing rings at the confidence of the labeler', () => {
    expect(judged({})).toEqual({ outcome: 'alarm', text: 'Person 90 ≥ 50 → alarm' });
  });

  it.each(keys.map((row) => [row.key, row] as const))(
    'rings when what it asks by %s alone is so, else not',
    (_, { yes, told, no, missed }) => {
      const rung = judged(yes);
      expect(rung.outcome).toBe('alarm');
      expect(rung.text).toContain(told ?? '');
      expect(rung.text).toMatch(/→ alarm$/);
      const quiet = judged(no);
      expect(quiet.outcome).toBe('quiet');
      expect(quiet.text).toContain(missed);
      expect(quiet.text).not.toContain('alarm');
    },
  );

  it.each(pairs)('rings when what it asks by %s and %s is both so, else not', (_, __, a, b) => {
    expect(judged({ ...a.yes, ...b.yes }).outcome).toBe('alarm');
    expect(judged({ ...a.no, ...b.yes }).outcome).toBe('quiet');
    expect(judged({ ...a.yes, ...b.no }).outcome).toBe('quiet');
    expect(judged({ ...a.no, ...b.no }).outcome).toBe('quiet');
  });

  it.each([
    [0.05, 0.2, 'Person 90 ≥ 50 · area 10 % ≥ 5 % → alarm'],
    [0.1, 0.1, 'Person 90 ≥ 50 · area 10 % ≥ 10 % → alarm'],
    [0.11, 0.2, 'Person 90 ≥ 50 · area 10 % < 11 % → quiet'],
    [0.05, 0.09, 'Person 90 ≥ 50 · area 10 % > 9 % → quiet'],
  ])('from %d to %d of the picture: %s', (min_area, max_area, text) => {
    expect(judged({ min_area, max_area }).text).toBe(text);
  });

  it.each([
    [{}, 'alarm'],
    [{ without_boxes: true }, 'alarm'],
    [{ without_boxes: false }, 'quiet'],
    [{ zones: 'drive' }, 'quiet'],
    [{ min_area: 0.1 }, 'quiet'],
    [{ max_area: 0.1 }, 'quiet'],
    [{ zones: 'sky', without_boxes: true }, 'alarm'],
    [{ min_area: 0.5, without_boxes: true }, 'alarm'],
    [{ max_area: 0.001, without_boxes: true }, 'alarm'],
    [{ threshold: 91, without_boxes: true }, 'quiet'],
  ])('with %j is about a label without boxes: %s', (rule, outcome) => {
    const file = { zones, rules: [{ labels: 'Person', ...rule }] };
    const { trace, ...judgement } = judge(file, [{ ...person, instances: [] }]);
    expect(judgement.outcome).toBe(outcome);
    expect(trace[0]?.checks.some(({ text }) => text === 'no box')).toBe(
      outcome === 'quiet' && !('threshold' in rule),
    );
  });

  it('passes on how much it matters and whom to tell', () => {
    const rule = { labels: 'Person', severity: 'critical', tell: ['owner', 'Anna'] };
    expect(judge({ rules: [rule] }, [person]).matches).toEqual([
      {
        ...{ rule: 'Person', label: 'Person', confidence: 90, box: person.instances[0]?.box },
        ...{ severity: 'critical', tell: ['owner', 'Anna'] },
      },
    ]);
  });
});

describe('the lower gate', () => {
  const file = { rules: [{ labels: 'Person', threshold: 75, min_score: 55 }] };
  const seen = (confidence: number, seenBefore?: ReadonlySet<string>) => {
    const one = [label('Person', { confidence })];
    const { outcome, pending, trace } = judge(file, one, { seenBefore });
    return [outcome, pending, trace.map(traceText)[0]];
  };

  it.each([
    [75, undefined, 'alarm', [], 'Person 75 ≥ 75 → alarm'],
    [74.96, undefined, 'quiet', [], 'Person 74.9 < 75 → quiet'],
    [60, undefined, 'quiet', [], 'Person 60 < 75 → quiet'],
    [
      60,
      new Set([]),
      'quiet',
      ['Person'],
      'Person 60 ≥ 55 but < 75 and the only such picture yet → pending',
    ],
    [55, new Set(['Person']), 'alarm', [], 'Person 55 ≥ 55 in a second picture → alarm'],
    [
      55,
      new Set(['another rule']),
      'quiet',
      ['Person'],
      'Person 55 ≥ 55 but < 75 and the only such picture yet → pending',
    ],
    [54.9, new Set(['Person']), 'quiet', [], 'Person 54.9 < 75 → quiet'],
    [80, new Set([]), 'alarm', [], 'Person 80 ≥ 75 → alarm'],
  ] as const)('at %d with %o: %s', (confidence, seenBefore, ...expected) => {
    expect(seen(confidence, seenBefore)).toEqual(expected);
  });

  it('waits for no second picture of what fails otherwise', () => {
    const elsewhere = {
      rules: [{ labels: 'Person', threshold: 75, min_score: 55, cameras: 'gate' }],
    };
    const one = [label('Person', { confidence: 60 })];
    expect(judge(elsewhere, one, { seenBefore: new Set() }).pending).toEqual([]);
  });
});
