import { expect, it } from 'vitest';
import { highestSeverity, type Severity } from './severity.ts';

it.each([
  [[], undefined],
  [[undefined], undefined],
  [['info'], 'info'],
  [['info', 'critical', 'alarm'], 'critical'],
  [['info', undefined], 'alarm'],
  [[undefined, 'critical'], 'critical'],
] as const)('is of %j: %s', (given, expected) => {
  const matches = given.map((severity?: Severity) => ({ severity }));
  expect(highestSeverity(matches)).toBe(expected);
});
