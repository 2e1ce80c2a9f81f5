import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Label } from '../../../contracts/label.ts';
import { temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { compileList } from './compile-list.ts';
import { judgeLabels, type LabelJudgement } from './judge-labels.ts';
import { plainRule, type Rule } from './rule.ts';
import { label, lateFriday } from './rules-under-test.ts';
import { noteSighting } from './visit-notes.ts';

const word = fc.constantFrom('A', 'B', 'C', 'D');
const few = fc.uniqueArray(word, { maxLength: 2 });
const percent = fc.integer({ min: 0, max: 100 });
const fraction = fc.constantFrom(0.1, 0.3, 0.5);
const instance = fc.record(
  {
    box: fc.record(
      { left: fraction, top: fraction, width: fraction, height: fraction },
      { noNullPrototype: true },
    ),
    confidence: percent,
  },
  { noNullPrototype: true },
);
const anyLabel = fc
  .tuple(word, few, few, percent, fc.array(instance, { maxLength: 3 }))
  .map(([name, aliases, parents, confidence, instances]) =>
    label(name, { aliases, parents, confidence, instances }),
  );
const labels = fc.uniqueArray(anyLabel, { selector: ({ name }) => name });

const zone = {
  name: 'middle',
  points: [
    [0.2, 0.4],
    [0.8, 0.4],
    [0.8, 0.9],
    [0.2, 0.9],
  ] as const,
};
const writtenRule = fc
  .record({
    labels: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
    effect: fc.constantFrom('alarm', 'alarm', 'quiet'),
    threshold: fc.option(percent, { nil: undefined }),
    minScore: fc.option(percent, { nil: undefined }),
    cameras: fc.constantFrom([], [], ['garden'], ['gate']),
    zones: fc.constantFrom([], [], [zone]),
    minArea: fc.option(fraction, { nil: undefined }),
    maxArea: fc.option(fraction, { nil: undefined }),
    withoutBoxes: fc.boolean(),
  })
  .map((written): Omit<Rule, 'name'> => ({ ...plainRule, ...written }));
const row = fc
  .record({ label: word, rings: fc.boolean(), leastConfidence: percent })
  .map((written) => compileList([{ ...written, category: '' }])[0])
  .filter((rule) => rule !== undefined);
const rules = fc
  .tuple(fc.array(writtenRule, { maxLength: 5 }), fc.array(row, { maxLength: 3 }))
  .map(([written, rows]) => [...written.map((rule, at) => ({ ...rule, name: `R${at}` })), ...rows]);

function judge(
  seen: readonly Label[],
  ruleList: readonly Rule[],
  seenBefore: ReadonlySet<string> | undefined = new Set(),
): LabelJudgement {
  const set = { rules: ruleList, profiles: new Map() };
  return judgeLabels(seen, set, {
    ...{ camera: 'garden', capturedAt: lateFriday, timeZone: 'Europe/Berlin' },
    ...{ alarmConfidence: 50, seenBefore },
  });
}

/** A value, and the same in another order. */
function shuffled<Item>(items: fc.Arbitrary<readonly Item[]>) {
  return items.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length }),
    ),
  );
}

describe('what rings', () => {
  it('does not depend on the order of rules, labels and boxes', () => {
    fc.assert(
      fc.property(shuffled(rules), shuffled(labels), ([one, other], [seen, mixed]) => {
        const turned = mixed.map((each) => ({ ...each, instances: each.instances.toReversed() }));
        expect(judge(turned, other)).toEqual(judge(seen, one));
      }),
      { numRuns: 500 },
    );
  });

  it('of one label does not depend on the other labels', () => {
    fc.assert(
      fc.property(labels, rules, (seen, ruleList) => {
        const together = judge(seen, ruleList).matches;
        const apart = seen.flatMap((one) => judge([one], ruleList).matches);
        expect(together).toHaveLength(apart.length);
        expect(together).toEqual(expect.arrayContaining(apart));
      }),
    );
  });

  it('is never fewer rules with another picture of the same event', () => {
    fc.assert(
      fc.property(labels, rules, (seen, ruleList) => {
        const alone = judge(seen, ruleList);
        const all = new Set(ruleList.map(({ name }) => name));
        const rung = new Set(judge(seen, ruleList, all).matches.map(({ rule }) => rule));
        for (const { rule } of alone.matches) expect(rung).toContain(rule);
        for (const rule of alone.pending) expect(rung).toContain(rule);
      }),
    );
  });

  it('in a motion event does not depend on the order of its pictures, or on how often they come', async () => {
    const store = await temporaryStore();
    let event = 0;
    const between: readonly Rule[] = [
      { ...plainRule, name: 'R', labels: ['A', 'B'], threshold: 70, minScore: 40 },
      { ...plainRule, name: 'S', labels: ['B', 'C'], threshold: 90, minScore: 60 },
    ];
    const picture = fc.tuple(fc.uuid(), labels);
    const pictures = fc.uniqueArray(picture, { maxLength: 5, selector: ([id]) => id });
    const rungIn = async (order: readonly (readonly [string, readonly Label[]])[]) => {
      event += 1;
      const rung = new Set<string>();
      for (const [imageId, seen] of order) {
        const { pending } = judge(seen, between);
        const visit = { camera: 'garden', motionEvent: String(event), imageId, rules: pending };
        const others =
          pending.length > 0 ? await noteSighting(store.blobs, visit) : new Set<string>();
        for (const { rule } of judge(seen, between, others).matches) rung.add(rule);
      }
      return [...rung].toSorted();
    };
    await fc.assert(
      fc.asyncProperty(shuffled(pictures), async ([one, other]) => {
        const expected = await rungIn(one);
        expect(await rungIn(other)).toEqual(expected);
        expect(await rungIn([...one, ...other])).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    await store.close();
  });
});

it('needs no more lines for a crowded street than a record keeps', () => {
  const crowd = Array.from({ length: 100 }, (_, at) => label(`L${at}`, { confidence: at }));
  const list = crowd.map(({ name }) => ({ ...plainRule, name, labels: [name], threshold: 99 }));
  const { trace } = judge(crowd, list);
  expect(trace).toHaveLength(50);
  expect(trace.filter(({ result }) => result === 'alarm').map(({ rule }) => rule)).toEqual(['L99']);
  expect(trace.map(({ rule }) => rule)).toEqual(trace.map(({ rule }) => rule).toSorted());
});
