import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseStragglers, isDue } from './choose-stragglers.ts';

const hour = 60 * 60 * 1000;
const straggler = (n: number, isRecorded: boolean) => ({
  object: { bucket: 'b', key: `upload/${n}.jpg`, etag: `${n}`, sizeBytes: 1 },
  ...{ imageId: `${n}`, uploadedAt: new Date(0), isRecorded },
});

it('forgets none, and never lets one be labelled that may have a message', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 20 }),
      fc.record({ held: fc.nat(30), isLabelerDown: fc.boolean() }),
      (recorded, given) => {
        const found = recorded.map((isRecorded, n) => straggler(n, isRecorded));
        const circumstances = { ...given, stragglers: found.length };
        const { again, waiting } = chooseStragglers(found, circumstances);
        expect(new Set([...again, ...waiting])).toEqual(new Set(found));
        expect(again.length + waiting.length).toBe(found.length);
        expect(waiting.every(({ isRecorded }) => !isRecorded)).toBe(true);
        const mayWait = given.isLabelerDown || given.held >= found.length;
        if (mayWait) expect(again.every(({ isRecorded }) => isRecorded)).toBe(true);
        else expect(waiting).toEqual([]);
      },
    ),
  );
});

it('has a turn for each picture on every day that it waits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 365 }),
      fc.integer({ min: 0, max: hour - 1 }),
      (day, at) => {
        const turns = Array.from({ length: 24 }, (_, n) => isDue((24 * day + n) * hour + at));
        expect(turns.filter(Boolean)).toHaveLength(day === 0 ? 2 : 1);
      },
    ),
  );
});

it('is no hurry', () => {
  expect([0, 1, hour - 1, -hour].map(isDue)).toEqual([false, false, false, false]);
});
