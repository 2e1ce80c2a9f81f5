import { describe, expect, it } from 'vitest';
import type { DaySummary, Tally } from '../../contracts/gallery-index.ts';
import { statisticsOf } from '../../contracts/statistics.ts';
import { bar, shadesOf } from './charts.ts';
import { reportText } from './print-report.ts';
import type { Report } from './report.ts';

function tally(more: Partial<Tally> = {}): Tally {
  const judged = { right: 0, 'not-an-alarm': 0, missed: 0 };
  return { alarm: 0, quiet: 0, rejected: 0, labels: {}, rules: {}, judged, ...more };
}

function report(cameras: DaySummary['cameras'], more: Partial<Report> = {}): Report {
  const summary: DaySummary = { schemaVersion: 1, cameras };
  const days = [{ day: '2026-11-20', summary }];
  return {
    place: 'intellicam-data',
    statistics: statisticsOf({ months: [], days, from: '2026-11-19', to: '2026-11-20' }),
    ...{ rows: [], neverRang: { rules: [], labels: [] }, cost: undefined },
    ...more,
  };
}

const plain = (title: string) => title;

describe('the report', () => {
  it('fits a small terminal', () => {
    const judged = { right: 8, 'not-an-alarm': 2, missed: 1, 'right-quiet': 19 };
    const told = report(
      {
        garden: {
          '02': tally({
            alarm: 4,
            quiet: 160,
            labels: { Person: 4 },
            rules: { people: 4 },
            judged,
          }),
          '14': tally({
            alarm: 8,
            quiet: 40,
            rejected: 2,
            labels: { Person: 2, Dog: 6 },
            rules: { people: 2, dogs: 6 },
          }),
        },
        gate: { '14': tally({ quiet: 30 }) },
      },
      {
        neverRang: { rules: ['cars at night'], labels: ['Car', 'Truck'] },
        cost: {
          ...{
            month: '2026-11',
            pictures: 244,
            alarms: 12,
            rekognitionDollars: 0.24,
            otherDollars: 0.01,
          },
          expected: 0.38,
        },
      },
    );
    expect(reportText(told, plain)).toMatchInlineSnapshot(`
      "intellicam-data, 2026-11-19 to 2026-11-20
        244 pictures: 12 alarms; 230 quiet, 95 % kept silent; 2 rejected

      Alarms a day
        2026-11-20  ████████████████████████████████████████ 12

      Alarms by hour of the week
             00    06    12    18
        Mon  ························
        Tue  ························
        Wed  ························
        Thu  ························
        Fri  ··▒···········█·········
        Sat  ························
        Sun  ························
        · none, █ up to 8

      What rang
        Dog     ████████████████████████████████████████ 6
        Person  ████████████████████████████████████████ 6

      Which rule rang
        dogs    ████████████████████████████████████████ 6
        people  ████████████████████████████████████████ 6

      Cameras
        garden  12 alarms, 200 quiet, 2 rejected
        gate    0 alarms, 30 quiet, 0 rejected

      Judged
        8 of 10 judged alarms were right: 80 %, between 49 % and 94 %
        1 of 20 quiet pictures looked at should have rung: 5 %, between 1 % and 24 %,
        about 12 of all 230

      Never rang
        rules: cars at night
        labels: Car, Truck

      Cost
        2026-11 so far: about 0.25 dollars, 0.24 of it Rekognition; 0.38 expected for
        the whole month
      "
    `);
    for (const line of reportText(told, plain).split('\n'))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says little where there is nothing', () => {
    expect(reportText(report({}), plain)).toMatchInlineSnapshot(`
      "intellicam-data, 2026-11-19 to 2026-11-20
        0 pictures: 0 alarms; 0 quiet; 0 rejected

      Judged
        no alarm is judged yet
        no quiet picture is judged yet
      "
    `);
  });

  it('lets no name of a camera or a label play with the terminal', () => {
    const name = `\x1b[31m\u202e${'x'.repeat(200)}\n`;
    const text = reportText(
      report({ [name]: { '03': tally({ alarm: 1, labels: { [name]: 1 } }) } }),
      plain,
    );
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

it('shows a long time by months, from the first picture on', () => {
  const days = ['2026-08-30', '2026-11-20'].map((day) => {
    const cameras = { garden: { '14': tally({ alarm: 2 }) } };
    return { day, summary: { schemaVersion: 1, cameras } as const };
  });
  const statistics = statisticsOf({ months: [], days, from: '2025-11-20', to: '2026-11-20' });
  const text = reportText({ ...report({}), statistics }, plain);
  expect(text).toContain('\nAlarms a month\n  2026-08  ████');
  expect(text).toContain('\n  2026-09   0\n');
  expect(text).not.toContain('2026-07');
});

describe('charts', () => {
  it('draw a bar as long as its share, and a sliver for what is not nothing', () => {
    expect([bar(0, 8, 4), bar(8, 8, 4), bar(4, 8, 4), bar(1, 1000, 4), bar(3, 8, 4)]).toEqual([
      ...['', '████', '██', '▏'],
      '█▌',
    ]);
  });

  it('shade a count by its share', () => {
    expect(shadesOf([0, 1, 25, 50, 100], 100)).toBe('·░░▒█');
  });
});
