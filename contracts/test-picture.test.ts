import { expect, it } from 'vitest';
import { isTestPicture, testPictureName } from './test-picture.ts';

it.each(['jpeg', 'png'] as const)('knows a test picture by its name, as %s', (format) => {
  const name = testPictureName(new Date('2026-11-20T13:02:11.500Z'), 'a1b2c3', format);
  expect(name).toMatch(/^smoke-20261120T130211Z-a1b2c3\.(jpg|png)$/);
  expect(isTestPicture(`upload/smoke-test/${name}`)).toBe(true);
});

it.each([
  'upload/smoke-test/a.jpg',
  'upload/garden/smoke.jpg',
  'upload/smoke-20261120T130211Z-a.jpg/b.jpg',
])('takes %s for no test picture', (key) => {
  expect(isTestPicture(key)).toBe(false);
});
