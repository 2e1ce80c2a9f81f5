import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LabelSchema } from '../../../contracts/label.ts';
import { decodeDetections } from './decode-detections.ts';
import { readDetections } from './detection.ts';

const person = 0;
const car = 2;

describe('decoding detections', () => {
  it('groups a class into one label whose confidence is its surest instance', () => {
    const detections = readDetections([
      ...[0, 0, 128, 256, 0.4, person],
      ...[256, 128, 512, 512, 0.6, car],
      ...[128, 0, 256, 256, 0.75, person],
    ]);
    const labels = decodeDetections(detections, 30);
    expect(labels.map(({ name, confidence }) => [name, confidence])).toEqual([
      ['Person', 75],
      ['Car', 60],
    ]);
    expect(labels[0]?.instances).toEqual([
      { box: { left: 0.25, top: 0, width: 0.25, height: 0.5 }, confidence: 75 },
      { box: { left: 0, top: 0, width: 0.25, height: 0.5 }, confidence: 40 },
    ]);
  });

  it('leaves out what it is not sure enough of', () => {
    expect(decodeDetections(readDetections([0, 0, 9, 9, 0.29, person]), 30)).toEqual([]);
  });

  it('keeps boxes inside the picture', () => {
    const [label] = decodeDetections(readDetections([-20, 256, 600, 512, 0.5, person]), 30);
    expect(label?.instances[0]?.box).toEqual({ left: 0, top: 0.5, width: 1, height: 0.5 });
  });

  it('makes valid labels of whatever numbers come', () => {
    const row = fc.tuple(
      ...Array.from({ length: 4 }, () => fc.float({ min: -1000, max: 1000 })),
      fc.oneof(fc.float({ min: 0, max: 2 }), fc.constant(Number.NaN)),
      fc.integer({ min: -1, max: 90 }),
    );
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const labels = decodeDetections(readDetections(rows.flat()), 30);
        for (const label of labels) expect(v.is(LabelSchema, label)).toBe(true);
        const confidences = labels.map(({ confidence }) => confidence);
        expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
      }),
    );
  });
});
