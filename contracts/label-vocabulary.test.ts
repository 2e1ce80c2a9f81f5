import * as v from 'valibot';
import { expect, it } from 'vitest';
import { LabelSchema } from './label.ts';
import { cocoLabels, labelOfCocoClass } from './label-vocabulary.ts';

it('names each of the 80 classes once', () => {
  expect(cocoLabels).toHaveLength(80);
  expect(new Set(cocoLabels.map(({ name }) => name.toLowerCase())).size).toBe(80);
});

it('keeps the order the detector was trained with', () => {
  const named = (index: number) => labelOfCocoClass(index)?.name;
  expect([0, 1, 2, 15, 16, 26, 41, 56, 62, 67, 79].map(named)).toEqual([
    'Person',
    'Bicycle',
    'Car',
    'Cat',
    'Dog',
    'Handbag',
    'Cup',
    'Chair',
    'TV',
    'Mobile Phone',
    'Toothbrush',
  ]);
});

it('calls a person a human too, for lists that still say so', () => {
  expect(labelOfCocoClass(0)?.aliases).toContain('Human');
});

it.each([-1, 80, 1.5, Number.NaN])('knows no class %s', (index) => {
  expect(labelOfCocoClass(index)).toBeUndefined();
});

it.each(cocoLabels)('makes a label of $name', (entry) => {
  const label = { ...entry, confidence: 50, instances: [] };
  expect(v.is(LabelSchema, label)).toBe(true);
  expect(entry.categories).not.toHaveLength(0);
  expect([...entry.parents, ...entry.aliases]).not.toContain(entry.name);
});
