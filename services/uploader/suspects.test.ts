import { beforeEach, describe, expect, it } from 'vitest';
import { createSuspects, type Suspects } from './suspects.ts';
import { fileAt } from './waiting-file-example.ts';

describe('createSuspects', () => {
  const [bad, good] = [fileAt(1), fileAt(2)];
  const elsewhere = fileAt(3, { camera: 'gate' });
  let suspects: Suspects;
  beforeEach(() => {
    suspects = createSuspects(() => 1);
  });
  const avoided = (file: typeof bad) => suspects.stubborn.map((isStubborn) => isStubborn(file));

  it('suspects no picture while nothing gets through', () => {
    expect(Array.from({ length: 9 }, () => suspects.failed(bad))).toEqual(Array(9).fill(0));
  });

  it('leaves a picture alone, longer and longer, when others get through between', () => {
    const delays = Array.from({ length: 4 }, () => {
      const delay = suspects.failed(bad);
      suspects.taken(good);
      return delay;
    });
    expect(delays).toEqual([0, 0, 2_000, 4_000]);
  });

  it('forgets what was taken in the end', () => {
    for (let n = 0; n < 4; n += 1) {
      suspects.failed(bad);
      suspects.taken(good);
    }
    suspects.taken(bad);
    expect(suspects.failed(bad)).toBe(0);
  });

  it('has another camera, or another picture, tried after three failures in a row', () => {
    suspects.failed(bad);
    suspects.failed(bad);
    expect(avoided(bad)).toEqual([false, false]);
    suspects.failed(bad);
    expect(avoided(bad)).toEqual([true, true]);
    expect(avoided(good)).toEqual([true, false]);
    expect(avoided(elsewhere)).toEqual([false, false]);
    suspects.failed(elsewhere);
    expect(avoided(bad)).toEqual([false, false]);
  });
});
