import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type RulesInForce, RulesInForceSchema } from '../../../contracts/rules-in-force.ts';
import { parseAlarmList } from '../parse-alarm-list.ts';
import { compileList } from './compile-list.ts';
import { rulesDocument, rulesOfDocument, type SourcedRules } from './rules-document.ts';
import { quiet, rulesOf } from './rules-under-test.ts';

const about = { timeZone: 'Europe/Berlin', alarmConfidence: 55 };
const list = compileList(parseAlarmList('Person,,Alarm,70\nCar,,Quiet').rules);

const full = {
  list: true,
  zones: {
    'the drive': {
      points: [
        [0, 0.5],
        [1, 0.5],
        [1, 1],
      ],
    },
  },
  profiles: { night: { hours: '22:00-06:00', weekdays: ['fri', 'sat'] }, away: {} },
  repeats: { iou: 0.7, labels: { Person: { after_minutes: 30 }, Dog: 'off' } },
  rules: [
    {
      ...{ name: 'who', labels: ['Person', 'Dog'], threshold: 71.5, min_score: 40 },
      ...{ cameras: ['garden'], zones: 'the drive', min_area: 0.01, max_area: 0.5 },
      ...{ hours: ['08:00-12:00'], weekdays: 'mon', profiles: 'night', severity: 'critical' },
      ...{ tell: 'me', without_boxes: true },
    },
    { labels: 'Cat', ...quiet },
  ],
};

function sourced(file: object, rows: SourcedRules['list'] = []): SourcedRules {
  const { rules, ...others } = rulesOf(file);
  return { rules: { ...others, rules: [...rules, ...rows] }, list: rows, isListAlone: false };
}

function asThePageReadsIt(rules: SourcedRules): RulesInForce {
  return v.parse(RulesInForceSchema, JSON.parse(JSON.stringify(rulesDocument(rules, about))));
}

describe('the rules that the page is told of', () => {
  it('are those that judge', () => {
    const rules = sourced(full, list);
    expect(rulesOfDocument(asThePageReadsIt(rules))).toEqual(rules);
  });

  it('are the list alone where there is no other', () => {
    const rules = { rules: { rules: list, profiles: new Map() }, list, isListAlone: true };
    const document = asThePageReadsIt(rules);
    expect(document).not.toHaveProperty('rules');
    expect(rulesOfDocument(document)).toEqual(rules);
  });

  it('say of each rule only what it asks for', () => {
    const { list: rows } = asThePageReadsIt(sourced({ list: true }, list));
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rulesDocument(sourced({ list: true }, list), about))).toContain(
      '{"name":"Car","labels":["Car"],"effect":"list-quiet"}',
    );
  });

  it('come through with any names and numbers', () => {
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => /^\S.*$/.test(one));
    const rule = fc.record(
      {
        labels: fc.uniqueArray(text, { minLength: 1, maxLength: 3, selector: (one) => one.trim() }),
        threshold: fc.double({ min: 0, max: 100, noNaN: true }),
        min_score: fc.integer({ min: 0, max: 100 }),
        min_area: fc.double({ min: 0, max: 0.5, noNaN: true }),
        without_boxes: fc.boolean(),
        hours: fc.constantFrom('22:00-06:00', '00:00-24:00'),
        repeats: fc.constant(undefined),
      },
      { requiredKeys: ['labels'] },
    );
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), (written) => {
        const named = written.map(({ repeats: _, ...one }, at) => ({ ...one, name: `r${at}` }));
        const rules = sourced({ rules: named });
        expect(rulesOfDocument(asThePageReadsIt(rules))).toEqual(rules);
      }),
    );
  });
});
