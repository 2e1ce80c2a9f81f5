import { describe, expect, it } from 'vitest';
import { topLabels } from './top-labels.ts';

const tree = { name: 'Tree', confidence: 99, alarm: false };
const car = { name: 'Car', confidence: 70, alarm: false };
const person = { name: 'Person', confidence: 60, alarm: true };

describe('topLabels', () => {
  it('puts what rang before what is surer', () => {
    expect(topLabels([car, tree, person], 2)).toEqual({ top: [person, tree], more: 1 });
  });

  it('leaves none over when all fit', () => {
    expect(topLabels([], 2)).toEqual({ top: [], more: 0 });
    expect(topLabels([car], 2)).toEqual({ top: [car], more: 0 });
  });
});
