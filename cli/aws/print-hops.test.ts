import { expect, it } from 'vitest';
import { hopLine } from './print-hops.ts';

it('puts the hops below each other, whatever time they took', () => {
  expect([hopLine('filed', 1.04, 'jpg_alarm/a.jpg'), hopLine('thumbnail', 119.96, 'x')]).toEqual([
    '   1.0 s  filed      jpg_alarm/a.jpg\n',
    ' 120.0 s  thumbnail  x\n',
  ]);
});
