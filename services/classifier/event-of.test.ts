import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ImageEventSchema, largestEventBytes } from '../../contracts/image-event.ts';
import type { Label } from '../../contracts/label.ts';
import { eventOf } from './event-of.ts';
import type { Judgement } from './judge-image.ts';

const image = {
  schemaVersion: 1,
  imageId: '5f0c2a9be41d7c3a8e60',
  correlationId: '5f0c2a9be41d7c3a8e60',
  camera: 'garden',
  capturedAt: '2026-11-20T13:02:11.000Z',
  bucket: 'pictures',
  key: 'upload/garden/a.jpg',
  etag: '9b2cf535f27731c974343645a3985328',
  sizeBytes: 48211,
  destinationKey: 'jpg_alarm/garden/a.jpg',
} as const;

function label(name: string, confidence: number, instances: Label['instances'] = []): Label {
  return { name, confidence, instances, parents: [], aliases: [], categories: [] };
}

function judged(labels: readonly Label[], matches: readonly string[] = []): Judgement {
  return {
    outcome: matches.length > 0 ? 'alarm' : 'quiet',
    labels,
    matches: matches.map((name) => ({ rule: name, label: name, confidence: 90 })),
    labeler: 'test',
  };
}

function classified(judgement: Judgement, of: Parameters<typeof eventOf>[0] = image) {
  const event = eventOf(of, judgement);
  if (event.type !== 'ImageClassified') throw new Error(`it is ${event.type}`);
  return event.detail;
}

describe('eventOf', () => {
  it('tells a rejection with its reason', () => {
    const judgement = { outcome: 'rejected', reason: 'too-small', message: 'tiny' } as const;
    expect(eventOf(image, judgement)).toEqual({
      type: 'ImageRejected',
      detail: { ...image, reason: 'too-small', message: 'tiny' },
    });
  });

  it('names the labels surest first, and the surest of all', () => {
    const detail = classified(judged([label('Dog', 60), label('Person', 98), label('Cat', 70)]));
    expect(detail).toMatchObject({
      ...image,
      outcome: 'quiet',
      labelNames: ['Person', 'Cat', 'Dog'],
      topLabel: 'Person',
      topConfidence: 98,
      labeler: 'test',
    });
  });

  it('has no top label when nothing was seen', () => {
    const detail = classified(judged([]));
    expect(detail.labelNames).toEqual([]);
    expect('topLabel' in detail || 'topConfidence' in detail).toBe(false);
  });

  it('keeps the fifty surest labels and of each the five surest instances', () => {
    const box = { left: 0, top: 0, width: 1, height: 1 };
    const instances = Array.from({ length: 9 }, (_, index) => ({ box, confidence: index }));
    const labels = Array.from({ length: 60 }, (_, index) => label(`L${index}`, index, instances));
    const detail = classified(judged(labels));
    expect(detail.labels.map(({ name }) => name)).toEqual(
      Array.from({ length: 50 }, (_, index) => `L${59 - index}`),
    );
    expect(detail.labels[0]?.instances.map(({ confidence }) => confidence)).toEqual([
      8, 7, 6, 5, 4,
    ]);
    expect(instances.map(({ confidence }) => confidence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('keeps every match', () => {
    const labels = Array.from({ length: 60 }, (_, index) => label(`L${index}`, index));
    expect(classified(judged(labels, ['L0', 'L59'])).matches.map(({ rule }) => rule)).toEqual([
      'L0',
      'L59',
    ]);
  });

  it('is what its consumers can read', () => {
    const event = eventOf(image, judged([label('Person', 98)], ['Person']));
    expect(v.parse(ImageEventSchema, JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  /** As many labels as Rekognition gives, with numbers as long as it gives them. */
  function crowded(nameLength: number, groups: number): readonly Label[] {
    const long = (start: string) => start.padEnd(nameLength, 'x');
    const box = {
      left: 0.4163246154785156,
      top: 0.32716259360313416,
      width: 0.12038746476173401,
      height: 0.44270941615104675,
    };
    return Array.from({ length: 50 }, (_, index) => ({
      name: long(`Label ${index} `),
      confidence: 98.43716430664062 - index / 1024,
      instances: Array.from({ length: 50 }, () => ({ box, confidence: 97.11637115478516 })),
      parents: Array.from({ length: groups }, (_, group) => long(`Parent ${group} `)),
      aliases: Array.from({ length: groups }, (_, group) => long(`Alias ${group} `)),
      categories: [long('Category ')],
    }));
  }

  it.each([
    ['as in a busy street', 20, 3, 50],
    ['longer than any that is known', 60, 6, 10],
    ['of absurd length', 100, 5, 10],
    ['of most absurd length', 2_000, 3, 1],
  ])(
    'stays below the limit with fifty labels of fifty instances, names %s',
    (_, length, groups, kept) => {
      const labels = crowded(length, groups);
      const matches = labels.map(({ name, confidence, instances }) => ({
        rule: name,
        label: name,
        confidence,
        ...(instances[0] === undefined ? {} : { box: instances[0].box }),
      }));
      const key = `upload/${'ü'.repeat(500)}.jpg`;
      const detail = classified(
        { outcome: 'alarm', labels, matches, labeler: 'rekognition' },
        { ...image, key, destinationKey: key },
      );
      expect(detail.labels).toHaveLength(kept);
      expect(detail.matches.length).toBeGreaterThan(0);
      const envelope = { 'detail-type': 'ImageClassified', source: 'intellicam', detail };
      // A kilobyte for what the bus adds.
      expect(Buffer.byteLength(JSON.stringify(envelope))).toBeLessThan(largestEventBytes - 1024);
    },
  );
});
