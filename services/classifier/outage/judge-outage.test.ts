import { describe, expect, it } from 'vitest';
import { type LabelerOutage, labelerUp } from '../../../contracts/labeler-outage.ts';
import {
  blocks,
  isFirstFailure,
  stepSeconds,
  withAnswer,
  withFailure,
  withHeld,
  withProbe,
  withTelling,
  withTold,
} from './judge-outage.ts';
import { outageNews } from './outage-news.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 13, 0, seconds));

/** Failures of these pictures, one each second. */
function failures(...images: readonly string[]): LabelerOutage {
  return images.reduce<LabelerOutage>(
    (before, imageId, second) =>
      withFailure(before, {
        ...{ imageId, reason: 'throttled', now: at(second), answeredAt: undefined },
      }),
    labelerUp,
  );
}

describe('a labeler that fails', () => {
  it.each([
    [['a'], false],
    [['a', 'a', 'a', 'a'], false],
    [['a', 'b'], false],
    [['a', 'b', 'c'], true],
    [['a', 'b', 'a', 'c', 'd'], true],
  ])('at %j is known to answer nobody: %s', (images, isKnown) => {
    expect(blocks(failures(...images))).toBe(isKnown);
  });

  it('is known to answer nobody at once when the budget is spent', () => {
    const failure = { imageId: 'a', reason: 'budget', now: at(0), answeredAt: undefined } as const;
    expect(blocks(withFailure(labelerUp, failure))).toBe(true);
  });

  it('begins to fail anew when it has answered meanwhile', () => {
    const before = failures('a', 'b');
    const failure = { imageId: 'c', reason: 'failed', now: at(60) } as const;
    expect(withFailure(before, { ...failure, answeredAt: at(30) })).toMatchObject({
      ...{ since: at(60).toISOString(), failed: ['c'] },
    });
    expect(isFirstFailure(before, at(30))).toBe(true);
    expect(isFirstFailure(before, undefined)).toBe(false);
    expect(isFirstFailure(failures('a', 'b', 'c'), at(30))).toBe(false);
  });

  it('is asked less and less often, and every ten minutes for a budget', () => {
    const steps = [0, 1, 2, 3, 4, 5, 99].map((probes) => stepSeconds(probes, 'failed'));
    expect(steps).toEqual([15, 30, 60, 120, 300, 300, 300]);
    expect(stepSeconds(0, 'budget')).toBe(600);
    const down = failures('a', 'b', 'c');
    if (!blocks(down)) throw new Error('it is known to answer nobody');
    expect(down.probeAt).toBe(at(2 + 15).toISOString());
    expect(withProbe(down, at(20)).probeAt).toBe(at(20 + 30).toISOString());
  });
});

describe('what people are told of it', () => {
  const told = (outage: LabelerOutage, seconds: number) =>
    outageNews(outage, { now: at(seconds), pictures: 'hold' })?.type;

  it('is nothing for three minutes', () => {
    expect(told(failures('a', 'b', 'c'), 179)).toBeUndefined();
    expect(told(failures('a', 'b', 'c'), 180)).toBe('LabelingStopped');
  });

  it('is nothing at all when it was over before', () => {
    expect(withAnswer(failures('a', 'b', 'c'), at(100))).toEqual(labelerUp);
  });

  it('is once that it stopped, and once that it goes on', () => {
    const telling = withTelling(withHeld(failures('a', 'b', 'c')));
    expect(told(telling, 200)).toBe('LabelingStopped');
    const known = withTold(telling, telling);
    expect(told(known, 300)).toBeUndefined();
    const back = withAnswer(known, at(400));
    expect(back).toMatchObject({ state: 'back', held: 1 });
    expect(told(back, 500)).toBe('LabelingResumed');
    expect(withTold(back, back)).toEqual(labelerUp);
  });

  it('is that it goes on, though whoever told that it stopped died over it', () => {
    const telling = withTelling(failures('a', 'b', 'c'));
    expect(withAnswer(telling, at(400))).toMatchObject({ state: 'back' });
  });

  it('is not taken for told when it is another outage', () => {
    const other = withTelling(failures('x'));
    const now = withTelling(withFailure(labelerUp, failure(at(50))));
    expect(withTold(now, other)).toBe(now);
  });

  function failure(now: Date) {
    return { imageId: 'y', reason: 'throttled', now, answeredAt: undefined } as const;
  }
});
