import { describe, expect, it } from 'vitest';
import { neverRang } from './never-rang.ts';

const rang = {
  rules: [{ name: 'Vehicle', count: 3 }],
  labels: [
    { name: 'Car', count: 2 },
    { name: 'Person', count: 1 },
  ],
};

describe('neverRang', () => {
  it('tells of rules and labels that caught nothing, whatever the case', () => {
    const rules = [
      { name: 'Vehicle', labels: ['Vehicle'] },
      { name: 'people', labels: ['person', 'Human'] },
      { name: 'Cat', labels: ['Cat'] },
    ];
    expect(neverRang(rang, rules)).toEqual({ rules: ['people', 'Cat'], labels: ['Human', 'Cat'] });
  });

  it('has nothing to tell when everything rang', () => {
    const rules = [{ name: 'Vehicle', labels: ['Vehicle', 'CAR'] }];
    expect(
      neverRang({ ...rang, labels: [...rang.labels, { name: 'vehicle', count: 1 }] }, rules),
    ).toEqual({
      rules: [],
      labels: [],
    });
  });
});
