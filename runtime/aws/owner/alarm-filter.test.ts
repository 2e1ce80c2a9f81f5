import { describe, expect, it } from 'vitest';
import { filterPairs, filterPolicy, isFilterPolicy } from './alarm-filter.ts';

const all = { cameras: [], labels: [] };
const some = { cameras: ['garden', 'gate'], labels: ['Person'] };

describe('the filter of a subscription', () => {
  it('names only what somebody chose by', () => {
    expect(filterPolicy(some)).toBe('{"camera":["garden","gate"],"label":["Person"]}');
    expect(filterPolicy({ ...all, labels: ['Car'] })).toBe('{"label":["Car"]}');
    expect(filterPolicy(all)).toBe('{}');
  });

  it.each([
    ['{"label":["Person"],"camera":["gate","garden"]}', some],
    ['{"camera": ["garden", "gate", "gate"], "label": ["Person"]}', some],
    ['{}', all],
    ['', all],
    [undefined, all],
  ])('knows %s for the same', (policy, wanted) => {
    expect(isFilterPolicy(policy, wanted)).toBe(true);
  });

  it.each([
    ['{"camera":["garden"],"label":["Person"]}', some],
    ['{"camera":["garden","gate"]}', some],
    ['{"camera":["garden","shed"],"label":["Person"]}', some],
    [undefined, some],
    ['{"label":["Person"]}', all],
    ['{"severity":["alarm"]}', all],
    ['{"camera":[{"prefix":"g"}]}', { ...all, cameras: ['g'] }],
  ])('knows %s for another', (policy, wanted) => {
    expect(isFilterPolicy(policy, wanted)).toBe(false);
  });

  it('counts as SNS does', () => {
    expect([all, some, { cameras: ['a', 'b'], labels: ['c', 'd', 'e'] }].map(filterPairs)).toEqual([
      1, 2, 6,
    ]);
  });
});
