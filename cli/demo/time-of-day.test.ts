import { expect, it } from 'vitest';
import { secondsOfDay, timeOfDay } from './time-of-day.ts';

it.each([
  ['00:00:00', 0],
  ['02:47:11', 10031],
  ['23:59:59', 86399],
])('%s is second %i of the day', (at, seconds) => {
  expect(secondsOfDay(at)).toBe(seconds);
  expect(timeOfDay(seconds)).toBe(at);
});

it('forgets fractions of a second', () => {
  expect(timeOfDay(59.9)).toBe('00:00:59');
});
