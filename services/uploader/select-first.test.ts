import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSelection } from './select-first.ts';

it('chooses the first of all, in order, and tells of each of the others', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 })), fc.integer({ min: 1, max: 10 }), (items, room) => {
      const leftOut: number[] = [];
      const selection = createSelection<number>(
        room,
        (a, b) => a - b,
        (item) => leftOut.push(item),
      );
      for (const item of items) selection.offer(item);
      const sorted = items.toSorted((a, b) => a - b);
      expect(selection.chosen()).toEqual(sorted.slice(0, room));
      expect(leftOut.sort((a, b) => a - b)).toEqual(sorted.slice(room));
    }),
  );
});
