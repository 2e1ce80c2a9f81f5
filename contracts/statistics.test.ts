import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DaySummary, MonthSummary, Tally } from './gallery-index.ts';
import { daysBetween, statisticsOf } from './statistics.ts';
import { monthDay } from './tally.ts';

function tally(more: Partial<Tally> = {}): Tally {
  const judged = { right: 0, 'not-an-alarm': 0, missed: 0 };
  return { alarm: 0, quiet: 0, rejected: 0, labels: {}, rules: {}, judged, ...more };
}

function summary(cameras: DaySummary['cameras']): DaySummary {
  return { schemaVersion: 1, cameras };
}

function month(days: Readonly<Record<string, DaySummary>>): MonthSummary {
  const all = Object.entries(days).map(([day, one]) => [day, monthDay(one)] as const);
  return { schemaVersion: 1, days: Object.fromEntries(all) };
}

const friday = summary({
  garden: {
    '02': tally({ alarm: 1, quiet: 3, labels: { Person: 1 }, rules: { people: 1 } }),
    '14': tally({ alarm: 2, rejected: 1, labels: { Person: 1, Dog: 2 }, rules: { dogs: 2 } }),
  },
  gate: { '14': tally({ quiet: 6 }) },
});
const months = [month({ '2026-10-31': friday }), month({ '2026-11-20': friday })];
const november = { months, from: '2026-11-19', to: '2026-11-21' };

describe('statisticsOf', () => {
  it('counts a span of days by day, hour of the week, camera, label and rule', () => {
    const statistics = statisticsOf(november);
    expect(statistics).toMatchObject({
      ...{ pictures: 13, alarm: 3, quiet: 9, rejected: 1, filteredAway: 0.75 },
      days: [
        { day: '2026-11-19', alarm: 0, quiet: 0, rejected: 0 },
        { day: '2026-11-20', alarm: 3, quiet: 9, rejected: 1 },
        { day: '2026-11-21', alarm: 0, quiet: 0, rejected: 0 },
      ],
      cameras: [
        { camera: 'garden', alarm: 3, quiet: 3, rejected: 1 },
        { camera: 'gate', alarm: 0, quiet: 6, rejected: 0 },
      ],
      labels: [
        { name: 'Dog', count: 2 },
        { name: 'Person', count: 2 },
      ],
      rules: [
        { name: 'dogs', count: 2 },
        { name: 'people', count: 1 },
      ],
    });
    expect(statistics.week).toHaveLength(7);
    expect([statistics.week[4]?.[2], statistics.week[4]?.[14]]).toEqual([1, 2]);
    expect(statistics.week.flat().reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it('counts one camera alone', () => {
    const statistics = statisticsOf({ ...november, camera: 'gate' });
    expect(statistics).toMatchObject({ pictures: 6, alarm: 0, labels: [], filteredAway: 1 });
    expect(statistics.cameras).toEqual([{ camera: 'gate', alarm: 0, quiet: 6, rejected: 0 }]);
  });

  it("takes a day's own summary for what its month says", () => {
    const days = [
      { day: '2026-11-20', summary: summary({ gate: { '15': tally({ alarm: 7 }) } }) },
      { day: '2026-11-21', summary: summary({ gate: { '00': tally({ alarm: 1 }) } }) },
    ];
    expect(statisticsOf({ ...november, days })).toMatchObject({ alarm: 8, pictures: 8 });
  });

  it('says nothing of what nobody has judged', () => {
    expect(statisticsOf(november)).toMatchObject({ precision: undefined, missed: undefined });
    const empty = statisticsOf({ months: [], from: '2026-11-19', to: '2026-11-19' });
    expect(empty).toMatchObject({ pictures: 0, filteredAway: undefined, days: [{ alarm: 0 }] });
  });

  it('tells how many judged alarms were right, and on how many that rests', () => {
    const judged = { right: 8, 'not-an-alarm': 2, missed: 1 };
    const day = summary({ garden: { '02': tally({ alarm: 12, quiet: 100, judged }) } });
    const { precision, missed } = statisticsOf({
      ...november,
      months: [month({ '2026-11-20': day })],
    });
    expect(precision).toMatchObject({ count: 8, among: 10, share: 0.8 });
    // As Wilson's interval is tabulated.
    expect(precision?.low).toBeCloseTo(0.49, 2);
    expect(precision?.high).toBeCloseTo(0.943, 2);
    expect(missed).toBeUndefined();
  });

  it('estimates what was missed once quiet pictures were found to hold nothing', () => {
    const judged = { right: 0, 'not-an-alarm': 0, missed: 1, 'right-quiet': 19 };
    const day = summary({ garden: { '02': tally({ quiet: 200, judged }) } });
    const { missed } = statisticsOf({ ...november, months: [month({ '2026-11-20': day })] });
    expect(missed).toMatchObject({ count: 1, among: 20, share: 0.05, expected: 10 });
  });

  it('keeps every bound between 0 and 1, around the share', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (right, wrong) => {
        const judged = { right, 'not-an-alarm': wrong, missed: 0 };
        const day = summary({ garden: { '02': tally({ judged }) } });
        const { precision } = statisticsOf({
          ...november,
          days: [{ day: '2026-11-20', summary: day }],
        });
        if (precision === undefined) {
          expect(right + wrong).toBe(0);
          return;
        }
        const { low, share, high } = precision;
        expect([low >= 0, low <= share + 1e-9, share <= high + 1e-9, high <= 1]).not.toContain(
          false,
        );
      }),
    );
  });
});

describe('daysBetween', () => {
  it('lists all days, over the end of a month and a leap day', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
    expect(daysBetween('2026-11-20', '2026-11-19')).toEqual([]);
    expect(daysBetween('no', '2026-11-19')).toEqual([]);
  });
});
