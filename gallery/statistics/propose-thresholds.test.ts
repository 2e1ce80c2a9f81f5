import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import { proposeThresholds } from './propose-thresholds.ts';

type Verdict = NonNullable<GalleryEntry['judgement']>['verdict'];

let count = 0;
function seen(
  confidence: number,
  verdict: Verdict | undefined,
  changes: Partial<GalleryEntry> = {},
): GalleryEntry {
  count += 1;
  const outcome = changes.outcome ?? 'alarm';
  return {
    imageId: `i${count}`,
    camera: 'garden',
    capturedAt: '2026-11-20T13:02:11.000Z',
    outcome,
    key: 'a.jpg',
    recordKey: 'a.json',
    labels: [{ name: 'Person', confidence, alarm: outcome === 'alarm' }],
    ...(outcome === 'alarm' ? { rules: ['people'] } : {}),
    ...(verdict && { judgement: { verdict, givenAt: '2026-11-20T14:00:00.000Z' } }),
    ...changes,
  };
}

const quiet = { outcome: 'quiet' } as const;
const wrong = (confidence: number, changes?: Partial<GalleryEntry>) =>
  seen(confidence, 'not-an-alarm', changes);

describe('proposeThresholds', () => {
  it('raises a threshold above the false alarms, but never over a right one', () => {
    const falseOnes = [71, 74.5, 82.2, 95].map((confidence) => wrong(confidence));
    const right = [83.6, 97].map((confidence) => seen(confidence, 'right'));
    expect(proposeThresholds([...falseOnes, ...right])).toEqual([
      {
        ...{ kind: 'raise', camera: 'garden', label: 'Person', rangFrom: 71, threshold: 83 },
        ...{ better: 3, among: 4, right: 2, more: 0, rules: ['people'] },
      },
    ]);
  });

  it('proposes nothing from a few accidents, nor from what nobody has judged', () => {
    expect(proposeThresholds([wrong(71), wrong(72)])).toEqual([]);
    expect(proposeThresholds([71, 72, 73, 74].map((sure) => seen(sure, undefined)))).toEqual([]);
  });

  it('does not count on a picture that rings for something else as well', () => {
    const both = [71, 72, 73].map((confidence) => {
      const car = { name: 'Car', confidence: 90, alarm: true };
      const entry = wrong(confidence);
      return { ...entry, labels: [...entry.labels, car] };
    });
    expect(proposeThresholds(both).filter(({ label }) => label === 'Person')).toEqual([]);
  });

  it('keeps cameras apart', () => {
    const falseOnes = [71, 72, 73].map((confidence) => wrong(confidence));
    const elsewhere = seen(70, 'right', { camera: 'door' });
    expect(proposeThresholds([...falseOnes, elsewhere])).toMatchObject([
      { camera: 'garden', threshold: 74 },
    ]);
  });

  it('lowers a threshold for what was missed, and says what else would ring', () => {
    const missed = [52.3, 48].map((confidence) => seen(confidence, 'missed', quiet));
    const others = [53, 20, 21].map((confidence) => seen(confidence, undefined, quiet));
    expect(proposeThresholds([seen(80, undefined), ...missed, ...others])).toMatchObject([
      { kind: 'lower', threshold: 48, better: 2, among: 2, more: 1, rangFrom: 80 },
    ]);
  });

  it('lets a few missed ones not ring for every bush', () => {
    const bushes = Array.from({ length: 9 }, (_, at) => seen(50 + at, undefined, quiet));
    const rang = seen(80, undefined);
    expect(proposeThresholds([rang, seen(40, 'missed', quiet), ...bushes])).toEqual([]);
  });

  it('never silences an alarm that was right', () => {
    const judged = fc.tuple(
      fc.double({ min: 1, max: 100, noNaN: true }),
      fc.constantFrom<Verdict>('right', 'not-an-alarm'),
    );
    fc.assert(
      fc.property(fc.array(judged, { maxLength: 40 }), (all) => {
        const entries = all.map(([confidence, verdict]) => seen(confidence, verdict));
        for (const { threshold } of proposeThresholds(entries)) {
          const lost = all.filter(([sure, verdict]) => verdict === 'right' && sure < threshold);
          expect(lost).toEqual([]);
        }
      }),
    );
  });
});
