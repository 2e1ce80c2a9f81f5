import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../cli/rules/simulate.ts';
import { findProposals } from '../../gallery/proposals/find-proposals.ts';
import type { Proposal } from '../../gallery/proposals/proposal.ts';
import type { RuleSet } from '../../services/classifier/rules/rule.ts';
import {
  lowerHalf,
  type OwnersFiles,
  putInForce,
  recorded,
  type Seen,
  type Sight,
  seenPictures,
  sourcedRules,
  timeZone,
} from './judged-pictures.ts';

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
        drive: lowerHalf,
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
    expect(proposals).toBeGreaterThan(0);
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
