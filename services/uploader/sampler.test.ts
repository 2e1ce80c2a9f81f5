import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from './picture.ts';
import { createSampler, defaultSampling, type Sampler } from './sampler.ts';

const policy = { secondsBetween: 2, picturesPerEvent: 3 };

function picture(seconds: number, more: Partial<Picture> = {}): Picture {
  const capturedAt = new Date(1_795_163_607_000 + seconds * 1000);
  const path = `/${more.event}/${seconds}.jpg`;
  return { path, camera: 'garden', kind: 'motion', capturedAt, sizeBytes: 1, mtimeMs: 1, ...more };
}

function taken(sampler: Sampler, seconds: readonly number[], more: Partial<Picture> = {}) {
  return seconds.filter((at) => sampler.decide(picture(at, more), policy) === 'take');
}

describe('createSampler', () => {
  it('takes the first of an event, then one every so often, and so many at most', () => {
    const event = { event: 'a' };
    expect(taken(createSampler(), [0, 0.5, 1.9, 2, 3, 4.5, 7, 9], event)).toEqual([0, 2, 4.5]);
  });

  it('counts each event, and each camera, by itself', () => {
    const sampler = createSampler();
    for (const event of ['a', 'b']) expect(taken(sampler, [0, 1], { event })).toEqual([0]);
    expect(taken(sampler, [0], { event: 'a', camera: 'gate' })).toEqual([0]);
  });

  it('takes pictures without an event as one until there was silence for a minute', () => {
    const sampler = createSampler();
    expect(taken(sampler, [0, 50, 100, 150, 200])).toEqual([0, 50, 100]);
    expect(taken(sampler, [261])).toEqual([261]);
    // The backlog of an earlier time comes between.
    expect(taken(sampler, [-500, 262, -499, -498])).toEqual([-500, -498]);
  });

  it('takes every picture when it is off, and every snapshot', () => {
    const sampler = createSampler();
    for (const at of [0, 0.1, 0.2]) {
      expect(sampler.decide(picture(at), 'off')).toBe('take');
      expect(sampler.decide(picture(at, { kind: 'snapshot' }), policy)).toBe('take');
    }
  });

  it('takes back a decision about a picture that was not sent', () => {
    const sampler = createSampler();
    expect(taken(sampler, [0, 1])).toEqual([0]);
    sampler.forget(picture(0));
    expect(taken(sampler, [1, 0])).toEqual([1]);
  });

  it('gives the same answer for a picture that it took, and never two that are near', () => {
    const times = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, (seconds) => {
        const sampler = createSampler();
        const first = new Set(taken(sampler, seconds, { event: 'a' }));
        expect(new Set(taken(sampler, [...first], { event: 'a' }))).toEqual(first);
        expect(first.size).toBeGreaterThan(0);
        expect(first.size).toBeLessThanOrEqual(policy.picturesPerEvent);
        const sorted = [...first].sort((a, b) => a - b);
        const gaps = sorted.slice(1).map((at, n) => at - (sorted[n] ?? 0));
        expect(Math.min(...gaps, 2)).toBe(2);
      }),
    );
  });

  it('keeps all of what was taken when it starts anew', () => {
    const times = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, (seconds) => {
        const rest = taken(createSampler(), seconds, { event: 'a' }).sort((a, b) => a - b);
        expect(taken(createSampler(), rest, { event: 'a' })).toEqual(rest);
      }),
    );
  });

  it('remembers a day of events without end', () => {
    const sampler = createSampler();
    for (let n = 0; n < 5_000; n += 1) {
      expect(taken(sampler, [0, 1], { event: `${n}` })).toEqual([0]);
    }
  });

  it('costs little by default', () => {
    expect(defaultSampling).toEqual({ secondsBetween: 2, picturesPerEvent: 10 });
  });
});
