import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import type { Label } from '../contracts/label.ts';
import { labelBoxes } from './label-boxes.ts';
import type { PictureRecord } from './picture-record.ts';

const box = { left: 0.41, top: 0.32, width: 0.12, height: 0.44 };

function label(name: string, confidence: number, ...boxes: Label['instances'][number]['box'][]) {
  const instances = boxes.map((where) => ({ box: where, confidence }));
  return { name, confidence, instances, parents: [], aliases: [], categories: [] };
}

function record(...labels: Label[]): PictureRecord {
  return { event: eventExamples.ImageClassified, labels };
}

describe('labelBoxes', () => {
  it('draws what rang before what did not', () => {
    const car = { left: 0, top: 0.5, width: 0.3, height: 0.2 };
    expect(labelBoxes(record(label('Car', 99, car), label('Person', 98.4, box)))).toEqual([
      { name: 'Person', confidence: 98.4, alarm: true, box: expectedBox(box) },
      { name: 'Car', confidence: 99, alarm: false, box: expectedBox(car) },
    ]);
  });

  it('draws one box where several labels have the same', () => {
    const boxes = labelBoxes(
      record(label('Adult', 99.9, box), label('Man', 99.9, box), label('Person', 98.4, box)),
    );
    expect(boxes.map(({ name }) => name)).toEqual(['Person']);
  });

  it('keeps boxes within the picture and leaves out those that are not in it', () => {
    const outside = { left: 1.1, top: 0, width: 0.2, height: 0.2 };
    const across = { left: -0.1, top: 0.9, width: 0.3, height: 0.3 };
    const boxes = labelBoxes(record(label('Dog', 70, outside, across)));
    expect(boxes.find(({ name }) => name === 'Dog')?.box).toEqual(
      expectedBox({ left: 0, top: 0.9, width: 0.2, height: 0.1 }),
    );
    expect(boxes.filter(({ name }) => name === 'Dog')).toHaveLength(1);
  });

  it('draws the box that rang though the labels do not list it', () => {
    expect(labelBoxes(record())).toHaveLength(1);
  });

  it('draws nothing over a rejected picture', () => {
    const detail = { ...eventExamples.ImageRejected.detail, matches: [] };
    expect(labelBoxes({ event: { detail }, labels: [] })).toEqual([]);
  });
});

function expectedBox(where: typeof box) {
  return Object.fromEntries(
    Object.entries(where).map(([side, value]) => [side, expect.closeTo(value, 9)]),
  );
}
