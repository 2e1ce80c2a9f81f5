import { describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageClassified } from '../../contracts/image-event.ts';
import { alertLabels } from './alert-labels.ts';

const example = eventExamples.ImageClassified.detail;

function label(name: string, parents: readonly string[] = [], aliases: readonly string[] = []) {
  const others = { confidence: 90, instances: [], categories: [] };
  return { name, parents: [...parents], aliases: [...aliases], ...others };
}

function match(rule: string, name: string) {
  return { rule, label: name, confidence: 90 };
}

function labelsOf(more: Partial<ImageClassified>) {
  return alertLabels({ ...example, ...more });
}

const car = label('Car', ['Transportation', 'Vehicle'], ['Automobile']);

describe('alertLabels', () => {
  it('names what rang in every word that somebody could ask for', () => {
    const seen = { labels: [car, label('Tree', ['Plant'])], matches: [match('vehicle', 'Car')] };
    expect(labelsOf(seen)).toEqual(['Car', 'vehicle', 'Automobile', 'Transportation', 'Vehicle']);
  });

  it('names each word once, whatever rang first of all', () => {
    const truck = label('Truck', ['Transportation', 'Vehicle'], ['Lorry']);
    const matches = [match('Vehicle', 'Truck'), match('Vehicle', 'Car'), match('Car', 'Car')];
    expect(labelsOf({ labels: [truck, car], matches })).toEqual([
      ...['Truck', 'Car', 'Vehicle'],
      ...['Lorry', 'Automobile', 'Transportation'],
    ]);
  });

  it('names a label that rang also when the event had no room for it', () => {
    expect(labelsOf({ labels: [], matches: [match('Vehicle', 'Van')] })).toEqual([
      'Van',
      'Vehicle',
    ]);
  });

  it('keeps to a number that a message can carry, those that rang before their kin', () => {
    const names = Array.from({ length: 50 }, (_, index) => `Label ${index}`);
    const labels = names.map((name) => label(name, [`Parent of ${name}`]));
    const matches = names.map((name) => match(name, name));
    const all = labelsOf({ labels, matches });
    expect(all).toHaveLength(60);
    expect(all.slice(0, 50)).toEqual(names);
  });
});
