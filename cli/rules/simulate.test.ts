import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { checkRulesFile } from './check-rules-file.ts';
import { simulationText } from './print-simulation.ts';
import { simulate } from './simulate.ts';

type Facts = {
  readonly id: string;
  readonly confidence: number;
  readonly rang?: boolean;
  readonly event?: string;
  readonly minute?: number;
  readonly labeler?: string;
  readonly alarmConfidence?: number;
};

function record(facts: Facts): ImageRecord {
  const { id, confidence, rang = false, event, minute = 0, labeler = 'rekognition' } = facts;
  const { motionEvent, ...example } = eventExamples.ImageClassified.detail;
  const [label] = example.labels;
  if (label === undefined) throw new Error('the example has no label');
  const labels = [{ ...label, confidence, instances: [] }];
  const { alarmConfidence } = facts;
  return {
    ...{ schemaVersion: 1, recordedAt: example.capturedAt, labels },
    event: {
      type: 'ImageClassified',
      detail: {
        ...example,
        ...{ imageId: id, labels, labeler, outcome: rang ? 'alarm' : 'quiet' },
        ...(event === undefined ? {} : { motionEvent: event }),
        capturedAt: `2026-11-20T13:${String(minute).padStart(2, '0')}:00.000Z`,
        matches: rang ? [{ rule: 'Person', label: 'Person', confidence }] : [],
      },
    },
    ...(alarmConfidence === undefined
      ? {}
      : { rules: { source: 'config/alarms.yaml', etag: 'e', alarmConfidence } }),
  };
}

async function run(rules: string, records: readonly (ImageRecord | undefined)[]) {
  const checked = checkRulesFile('alarms.yaml', rules);
  if (checked.rules === undefined) throw new Error(JSON.stringify(checked.problems));
  async function* stream() {
    yield* records;
  }
  return simulate(stream(), { rules: checked.rules, timeZone: 'Europe/Berlin' });
}

describe('simulate', () => {
  it('leaves out what rang without being labelled', async () => {
    const found = await run('rules: [{ labels: Person }]', [
      record({ id: 'motion', confidence: 0, rang: true, labeler: 'none' }),
    ]);
    expect(found).toMatchObject({ pictures: 0, unlabelled: 1, rang: 0 });
    const noLonger = simulationText(found, { since: new Date(0), timeZone: 'Europe/Berlin' });
    expect(noLonger).toContain('; 1 that were not labelled left out\n');
  });

  it('judges by the profile that had been switched on at the time', async () => {
    const rules = 'profiles: { away: {} }\nrules: [{ labels: Person, profiles: away }]\n';
    const byHand = { profile: 'away' };
    const found = await run(rules, [
      record({ id: 'at home', confidence: 90 }),
      { ...record({ id: 'away', confidence: 90 }), profiles: { on: ['away'], byHand } },
    ]);
    expect(found.newly.newest.map(({ imageId }) => imageId)).toEqual(['away']);
  });

  it('tells what would ring and what no longer, and why', async () => {
    const found = await run('rules: [{ name: door, labels: Person, threshold: 70 }]', [
      record({ id: 'still', confidence: 90, rang: true }),
      record({ id: 'no-longer', confidence: 60, rang: true }),
      record({ id: 'newly', confidence: 71.24 }),
      record({ id: 'never', confidence: 20 }),
      undefined,
      { ...record({ id: 'x', confidence: 1 }), event: eventExamples.ImageRejected },
    ]);
    expect(found).toMatchObject({
      ...{ pictures: 4, rejected: 1, unreadable: 1, rang: 2, wouldRing: 2, asksForLess: false },
      newly: {
        count: 1,
        newest: [{ imageId: 'newly', reason: 'door: Person 71.2 ≥ 70 → alarm' }],
      },
      noLonger: {
        count: 1,
        newest: [{ imageId: 'no-longer', reason: 'door: Person 60 < 70 → quiet' }],
      },
    });
    expect(
      simulationText(found, { since: new Date('2026-11-13T13:00:00Z'), timeZone: 'UTC' }),
    ).toBe(
      `4 pictures since 2026-11-13 13:00:00; 1 rejected ones left out; 1 records cannot be read
rang 2, would ring 2
1 newly ring:
  2026-11-20 13:00:00  garden  Person  door: Person 71.2 ≥ 70 → alarm  newly
1 no longer ring:
  2026-11-20 13:00:00  garden  Person  door: Person 60 < 70 → quiet  no-longer
`,
    );
  });

  it('says so of labels that no rule names any more', async () => {
    const found = await run('rules: [{ labels: Dog }]', [
      record({ id: 'a', confidence: 90, rang: true }),
    ]);
    expect(found.noLonger.newest).toMatchObject([{ reason: 'no rule names Person' }]);
  });

  it('lets the second picture of a motion event ring, in whichever order records come', async () => {
    const rules = 'rules: [{ labels: Person, threshold: 80, min_score: 40 }]';
    const records = [
      record({ id: 'a', confidence: 50, event: '1', minute: 1 }),
      record({ id: 'b', confidence: 50, event: '1', minute: 2 }),
      record({ id: 'c', confidence: 50, event: '2', minute: 3 }),
      record({ id: 'd', confidence: 50, minute: 4 }),
      record({ id: 'e', confidence: 90, event: '2', minute: 5 }),
    ];
    for (const order of [records, records.toReversed()]) {
      const { newly, wouldRing } = await run(rules, order);
      expect(newly.newest.map(({ imageId }) => imageId)).toEqual(['e', 'b']);
      expect(newly.newest[1]?.reason).toBe('Person: Person 50 ≥ 40 in a second picture → alarm');
      expect(wouldRing).toBe(2);
    }
  });

  it.each([
    ['rekognition', undefined, 'quiet'],
    ['centernet', undefined, 'alarm'],
    ['rekognition', 49, 'alarm'],
    ['centernet', 51, 'quiet'],
  ])('rings where %s did, at %s, without a number of its own', async (labeler, own, outcome) => {
    const facts = { id: 'a', confidence: 50, labeler };
    const one = record(own === undefined ? facts : { ...facts, alarmConfidence: own });
    const { wouldRing } = await run('rules: [{ labels: Person }]', [one]);
    expect(wouldRing).toBe(outcome === 'alarm' ? 1 : 0);
  });

  it('shows the newest twenty, counts all, and owns up to what records lack', async () => {
    const records = Array.from({ length: 30 }, (_, at) =>
      record({ id: `p${at}`, confidence: 90, minute: at }),
    );
    const found = await run('rules: [{ labels: Person, threshold: 10 }]', records);
    expect(found.newly.count).toBe(30);
    expect(found.newly.newest.map(({ imageId }) => imageId)).toEqual(
      Array.from({ length: 20 }, (_, at) => `p${29 - at}`),
    );
    const text = simulationText(found, { since: new Date(), timeZone: 'UTC' });
    expect(text).toContain('30 newly ring, the newest 20:');
    expect(text).toContain('The records may lack labels');
  });
});
