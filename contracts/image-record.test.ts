import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import { eventTypes } from './image-event.ts';
import { ImageRecordSchema } from './image-record.ts';

const label = {
  name: 'Person',
  confidence: 98.4,
  instances: [],
  parents: [],
  aliases: [],
  categories: [],
};

describe('ImageRecordSchema', () => {
  it.each(eventTypes)('gives back a record of %s as it was written', (type) => {
    const record = {
      schemaVersion: 1,
      recordedAt: '2026-11-20T13:02:12.000Z',
      event: eventExamples[type],
      labels: [label],
    };
    expect(v.parse(ImageRecordSchema, JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it.each([
    ['another version', { schemaVersion: 2 }],
    ['no time', { recordedAt: 'yesterday' }],
    ['no event', { event: undefined }],
    ['an event of no known type', { event: { type: 'ImageHeld', detail: {} } }],
    ['labels beyond certainty', { labels: [{ ...label, confidence: 100.1 }] }],
    ['no labels', { labels: undefined }],
  ])('refuses %s', (_, broken) => {
    const record = {
      schemaVersion: 1,
      recordedAt: '2026-11-20T13:02:12.000Z',
      event: eventExamples.ImageClassified,
      labels: [],
      ...broken,
    };
    expect(v.is(ImageRecordSchema, record)).toBe(false);
  });
});
