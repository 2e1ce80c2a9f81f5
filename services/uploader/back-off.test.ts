import { expect, it } from 'vitest';
import { backOff } from './back-off.ts';

it('doubles the time from which it draws, up to five minutes', () => {
  const longest = [1, 2, 3, 8, 9, 10, 1_000].map((attempt) =>
    backOff(attempt, { random: () => 1 }),
  );
  expect(longest).toEqual([1_000, 2_000, 4_000, 128_000, 256_000, 300_000, 300_000]);
});

it('asks less often where rights are missing', () => {
  expect(backOff(99, { failure: 'rights', random: () => 1 })).toBe(15 * 60_000);
  expect(backOff(99, { failure: 'clock', random: () => 1 })).toBe(5 * 60_000);
});

it('draws any part of that time, and never nothing', () => {
  expect(backOff(5, { random: () => 0.25 })).toBe(4_000);
  expect(backOff(5, { random: () => 0 })).toBe(100);
});
