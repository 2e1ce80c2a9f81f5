import { expect, it } from 'vitest';
import { nextPause, shortestPause } from './next-pause.ts';

it('looks less often while nothing is new, within bounds, and at once again when something is', () => {
  let pause = shortestPause;
  const pauses = Array.from({ length: 8 }, () => {
    pause = nextPause(pause, false);
    return Math.round(pause / 100) / 10;
  });
  expect(pauses).toEqual([2.5, 3.1, 3.9, 4.9, 6, 6, 6, 6]);
  expect(nextPause(pause, true)).toBe(2_000);
});
