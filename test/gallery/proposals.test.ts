import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../cli/rules/simulate.ts';
import { findProposals, type Recorded } from '../../gallery/proposals/find-proposals.ts';
import type { Proposal } from '../../gallery/proposals/proposal.ts';
import type { RuleSet } from '../../services/classifier/rules/rule.ts';
import {
  type OwnersFiles,
  putInForce,
  type Seen,
  type Sight,
  seenPictures,
  seenThing,
  sourcedRules,
} from './judged-pictures.ts';

const timeZone = 'Europe/Berlin';
const list = 'Person,,Alarm,70';

function recorded(pictures: readonly Seen[], files: OwnersFiles = { list }): Recorded {
  const cameras = [...new Set(pictures.map(({ entry }) => entry.camera))].sort();
  return { sourced: sourcedRules(files), timeZone, alarmConfidence: 55, pictures, cameras };
}

function propose(sights: readonly Sight[], files?: OwnersFiles): Promise<readonly Proposal[]> {
  return findProposals(recorded(seenPictures(sights), files));
}

const wrong = (confidence: number, more?: Partial<Sight>): Sight => ({
  ...{ confidence, verdict: 'not-an-alarm' },
  ...more,
});
const right = (confidence: number, more?: Partial<Sight>): Sight => ({
  ...{ confidence, verdict: 'right' },
  ...more,
});
const silent = (confidence: number, more?: Partial<Sight>): Sight => ({
  ...{ confidence, outcome: 'quiet' },
  ...more,
});
const missed = (confidence: number): Sight => silent(confidence, { verdict: 'missed' });

describe('a proposal', () => {
  it('raises a threshold above false alarms, but never over a right one, and tells what else', async () => {
    const sights = [71, 74.5, 82.2, 95].map((confidence) => wrong(confidence));
    const others = [right(83.6), right(97), { confidence: 75 }, { confidence: 99 }];
    expect(await propose([...sights, ...others])).toEqual([
      {
        ...{ kind: 'raise', label: 'Person', cameras: [], from: 70, threshold: 83 },
        mayRingMore: false,
        effect: {
          ...{ falseOnes: 4, falseFewer: 3, falseMore: 0, right: 2, lost: 0, missed: 0, found: 0 },
          ...{ othersFewer: 1, othersMore: 0 },
        },
        change: {
          ...{ place: 'row', replaced: 'Person', namesCameras: false },
          lines: 'Person,,Alarm,83',
        },
      },
    ]);
  });

  it('is made of no few accidents, nor of what nobody has judged', async () => {
    expect(await propose([wrong(71), wrong(72)])).toEqual([]);
    expect(await propose([71, 72, 73, 74].map((confidence) => ({ confidence })))).toEqual([]);
  });

  it('is for one camera where others ring rightly', async () => {
    const sights = [71, 72, 73].map((confidence) => wrong(confidence));
    const found = await propose([...sights, right(70, { camera: 'door' })]);
    expect(found).toMatchObject([{ cameras: ['garden'], threshold: 74 }]);
    expect(found[0]?.change.place).toBe('row-to-file');
  });

  it('is for all cameras where a file could not name one of them', async () => {
    const sights = [71, 72, 73].map((confidence) => wrong(confidence));
    const odd = (confidence: number) => right(confidence, { camera: '<img src=x>' });
    expect(await propose([...sights, odd(90)])).toMatchObject([{ cameras: [], threshold: 74 }]);
    expect(await propose([...sights, odd(70)])).toEqual([]);
  });

  it('is not made where another rule rings for the same pictures', async () => {
    const also = [seenThing('Car', 90)];
    const sights = [71, 72, 73].map((confidence) => wrong(confidence, { also }));
    const found = await propose(sights, { list: `${list}\nCar,,Alarm,60` });
    expect(found.filter(({ label }) => label === 'Person')).toEqual([]);
  });

  it('is not made of pictures that today’s rules keep quiet', async () => {
    const outside = { left: 0.4, top: 0.1, width: 0.1, height: 0.2 };
    const sights = [71, 72, 73].map((confidence) => wrong(confidence, { box: outside }));
    const zones = {
      drive: {
        points: [
          [0, 0.5],
          [1, 0.5],
          [1, 1],
          [0, 1],
        ],
      },
    };
    const rule = { name: 'people', labels: ['Person'], threshold: 70 };
    expect(await propose(sights, { file: { rules: [rule] } })).toHaveLength(1);
    const file = { zones, rules: [{ ...rule, zones: ['drive'] }] };
    expect(await propose(sights, { file })).toEqual([]);
  });

  it('leaves two pictures alone that ring together below the threshold', async () => {
    const file = { rules: [{ name: 'people', labels: ['Person'], threshold: 90, min_score: 60 }] };
    const pair = [{ confidence: 65, event: 'e', minute: 0 }, right(66, { event: 'e', minute: 1 })];
    const falseOnes = [91, 92, 93].map((confidence) => wrong(confidence));
    const found = await propose([...pair, ...falseOnes], { file });
    expect(found).toMatchObject([{ kind: 'raise', threshold: 94, effect: { right: 1, lost: 0 } }]);
    expect(found[0]?.change.lines).toContain('threshold: 94, min_score: 60');
  });

  it('lowers a threshold for what was missed, and says what else would ring', async () => {
    const sights = [{ confidence: 80 }, missed(62.3), missed(58), silent(63), silent(20)];
    expect(await propose(sights)).toMatchObject([
      {
        ...{ kind: 'lower', from: 70, threshold: 58, mayRingMore: false },
        effect: { found: 2, missed: 2, othersMore: 1, othersFewer: 0 },
      },
    ]);
  });

  it('owns up to what records may lack', async () => {
    expect(await propose([missed(40)])).toMatchObject([{ threshold: 40, mayRingMore: true }]);
  });

  it('lets a few missed ones not ring for every bush', async () => {
    const bushes = Array.from({ length: 9 }, (_, at) => silent(60 + at));
    expect(await propose([{ confidence: 80 }, missed(57), ...bushes])).toEqual([]);
  });

  it('knows that what would ring sooner may keep what is right quiet', async () => {
    const box = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };
    const car = { label: 'Car', box };
    const sights = [
      ...[0, 3, 6].map((minute) => ({ ...missed(60), ...car, minute })),
      right(80, { ...car, minute: 9 }),
    ];
    // Without the missed ones it has just come.
    expect(await propose(sights, { list: 'Car,,Alarm,70' })).toEqual([]);
  });
});

describe('whatever was judged', () => {
  const box = fc.constantFrom(
    undefined,
    { left: 0.1, top: 0.1, width: 0.2, height: 0.2 },
    { left: 0.5, top: 0.6, width: 0.2, height: 0.3 },
  );
  const sight = fc.record({
    confidence: fc.integer({ min: 300, max: 1000 }).map((tenths) => tenths / 10),
    verdict: fc.constantFrom('right', 'not-an-alarm', 'not-an-alarm', 'missed', undefined),
    label: fc.constantFrom('Person', 'Person', 'Car'),
    camera: fc.constantFrom('door', 'garden', 'garden', 'garden'),
    minute: fc.integer({ min: 0, max: 40 }).map((step) => step * 3),
    event: fc.constantFrom('1', '2', undefined),
    box,
  } as const);
  const rule = fc.record(
    {
      labels: fc.constantFrom(['Person'], ['Car'], ['Person', 'Car']),
      threshold: fc.integer({ min: 30, max: 70 }),
      min_score: fc.integer({ min: 20, max: 60 }),
      cameras: fc.constantFrom(['garden'], ['door', 'garden']),
      zones: fc.constant(['drive']),
      hours: fc.constant(['01:00-02:00']),
      severity: fc.constantFrom('info', 'critical'),
    },
    { requiredKeys: ['labels'] },
  );
  const files = fc
    .record({
      rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
      withList: fc.boolean(),
      isListAlone: fc.boolean(),
      rows: fc.subarray(['Person,,Alarm,55', 'Car,,Alarm,60', 'Dog,,Quiet'], { minLength: 1 }),
    })
    .map(({ rules, withList, isListAlone, rows }): OwnersFiles => {
      const named = rules.map((one, at) => ({ ...one, name: `rule ${at}` }));
      const zones = {
        drive: {
          points: [
            [0, 0.5],
            [1, 0.5],
            [1, 1],
            [0, 1],
          ],
        },
      };
      const file = { list: withList, zones, rules: named };
      return isListAlone ? { list: rows.join('\n') } : { file, list: rows.join('\n') };
    });

  it('no right alarm is lost when it is simulated by the lines that were proposed', async () => {
    let proposals = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(sight, { minLength: 12, maxLength: 20 }),
        files,
        async (sights, written) => {
          const inForce = sourcedRules(written).rules;
          // Recorded as today's rules judge it, and with judgements that fit.
          const first = seenPictures(sights.map((one) => ({ ...one, outcome: 'quiet' })));
          const ringing = await ringingIn(first, inForce);
          const decided = sights.map((one, at): Sight => {
            const rings = ringing.has(first[at]?.entry.imageId ?? '');
            const fits = rings ? one.verdict !== 'missed' : one.verdict !== 'not-an-alarm';
            const verdict = fits ? one.verdict : undefined;
            return { ...one, outcome: rings ? 'alarm' : 'quiet', verdict };
          });
          const pictures = seenPictures(decided);
          const found = await findProposals(recorded(pictures, written));
          proposals += found.length;
          for (const proposal of found) await confirm(pictures, written, proposal);
        },
      ),
      { numRuns: 60 },
    );
    expect(proposals).toBeGreaterThan(20);
  });

  async function confirm(pictures: readonly Seen[], written: OwnersFiles, proposal: Proposal) {
    const changed = sourcedRules(putInForce(written, proposal.change)).rules;
    const found = await simulated(pictures, changed);
    const verdictsOf = (changes: typeof found.newly) =>
      changes.newest.map(({ imageId }) => {
        const { entry } = pictures.find((one) => one.entry.imageId === imageId) ?? {};
        return `${entry?.outcome} ${entry?.judgement?.verdict}`;
      });
    const [fewer, more] = [verdictsOf(found.noLonger), verdictsOf(found.newly)];
    const count = (verdicts: readonly string[], wanted: string) =>
      verdicts.filter((verdict) => verdict === wanted).length;
    expect(fewer).not.toContain('alarm right');
    const { falseFewer, falseMore, found: gained, othersFewer, othersMore } = proposal.effect;
    expect({ falseFewer, falseMore, gained, othersFewer, othersMore }).toEqual({
      falseFewer: count(fewer, 'alarm not-an-alarm'),
      falseMore: count(more, 'quiet right'),
      gained: count(more, 'quiet missed'),
      othersFewer: count(fewer, 'alarm undefined'),
      othersMore: count(more, 'quiet undefined'),
    });
  }

  function simulated(pictures: readonly Seen[], rules: RuleSet) {
    async function* records() {
      for (const { whole } of pictures) yield whole;
    }
    return simulate(records(), { rules, timeZone });
  }

  async function ringingIn(pictures: readonly Seen[], rules: RuleSet) {
    const { newly } = await simulated(pictures, rules);
    return new Set(newly.newest.map(({ imageId }) => imageId));
  }
});
