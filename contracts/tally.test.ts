import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdicts } from './feedback.ts';
import type { GalleryEntry } from './gallery-index.ts';
import { monthDay, sumOf, tallyOf } from './tally.ts';

const givenAt = '2026-11-20T14:10:42.000Z';

function entry(more: Partial<GalleryEntry> = {}): GalleryEntry {
  return {
    ...{ imageId: 'a', camera: 'garden', capturedAt: '2026-11-20T13:02:11.000Z' },
    ...{ outcome: 'alarm', key: 'jpg_alarm/a.jpg', recordKey: 'records/a.json' },
    labels: [
      { name: 'Person', confidence: 90, alarm: true },
      { name: 'Tree', confidence: 80, alarm: false },
    ],
    rules: ['people'],
    ...more,
  };
}

const anyEntry = fc
  .record({
    outcome: fc.constantFrom('alarm', 'quiet', 'rejected'),
    verdict: fc.constantFrom(undefined, ...verdicts),
    rules: fc.subarray(['10', '9', 'b', 'a']),
  })
  .map(({ outcome, verdict, rules }) =>
    entry({ outcome, rules, ...(verdict ? { judgement: { verdict, givenAt } } : {}) }),
  );

describe('tallyOf', () => {
  it('counts outcomes, the labels and the rules that rang, and judgements', () => {
    const judged = (outcome: GalleryEntry['outcome'], verdict: 'right' | 'missed') =>
      entry({ outcome, judgement: { verdict, givenAt } });
    expect(
      tallyOf([
        entry(),
        judged('alarm', 'right'),
        judged('quiet', 'missed'),
        judged('quiet', 'right'),
      ]),
    ).toEqual({
      ...{ alarm: 2, quiet: 2, rejected: 0 },
      labels: { Person: 2 },
      rules: { people: 2 },
      judged: { right: 1, 'not-an-alarm': 0, missed: 1, 'right-quiet': 1 },
    });
  });

  it('overlooks a word that does not fit the decision, and one that was taken back', () => {
    const none = { right: 0, 'not-an-alarm': 0, missed: 0 };
    for (const [outcome, verdict] of [
      ['alarm', 'missed'],
      ['quiet', 'not-an-alarm'],
      ['rejected', 'right'],
      ['alarm', 'none'],
    ] as const) {
      expect(tallyOf([entry({ outcome, judgement: { verdict, givenAt } })]).judged).toEqual(none);
    }
  });

  it('gives the same bytes whatever the order and the groups', () => {
    const shuffled = fc
      .array(anyEntry)
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      );
    fc.assert(
      fc.property(shuffled, fc.nat(9), ([all, order], cut) => {
        const grouped = sumOf([tallyOf(order.slice(0, cut)), tallyOf(order.slice(cut))]);
        expect(JSON.stringify(grouped)).toBe(JSON.stringify(tallyOf(all)));
      }),
    );
  });
});

describe('monthDay', () => {
  it('sums up each camera, and keeps the hours that have alarms', () => {
    const [alarm, quiet] = [tallyOf([entry(), entry()]), tallyOf([entry({ outcome: 'quiet' })])];
    const day = monthDay({
      schemaVersion: 1,
      cameras: { gate: { '03': quiet }, garden: { '14': alarm, '09': alarm, '15': quiet } },
    });
    expect(Object.keys(day)).toEqual(['garden', 'gate']);
    expect(day.garden).toMatchObject({ alarm: 4, quiet: 1, alarmHours: { '09': 2, '14': 2 } });
    expect(day.gate).toMatchObject({ alarm: 0, quiet: 1, alarmHours: {} });
  });
});
