import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import { ImageRecordSchema } from './image-record.ts';
import { traceText } from './trace-text.ts';

const label = {
  name: 'Person',
  confidence: 98.4,
  instances: [],
  parents: [],
  aliases: [],
  categories: [],
};

// As they were written before there were rules, severities and traces: never change this one.
const oldRecord = {
  schemaVersion: 1,
  recordedAt: '2026-11-20T13:02:12.000Z',
  event: {
    type: 'ImageClassified',
    detail: {
      schemaVersion: 1,
      imageId: '5f0c2a9be41d7c3a8e60',
      correlationId: '5f0c2a9be41d7c3a8e60',
      camera: 'garden',
      capturedAt: '2026-11-20T13:02:11.000Z',
      bucket: 'intellicam-pictures',
      key: 'upload/garden/a.jpg',
      etag: '9b2cf535f27731c974343645a3985328',
      sizeBytes: 48211,
      destinationKey: 'jpg_alarm/garden/a.jpg',
      outcome: 'alarm',
      labelNames: ['Person'],
      matches: [{ rule: 'Person', label: 'Person', confidence: 98.4 }],
      labels: [label],
      labeler: 'rekognition',
    },
  },
  labels: [label],
};

describe('ImageRecordSchema', () => {
  it('reads what was recorded before there were rules', () => {
    expect(v.parse(ImageRecordSchema, oldRecord)).toEqual(oldRecord);
  });

  it('keeps which rules judged, and why', () => {
    const record = {
      ...oldRecord,
      rules: {
        source: 'config/alarms.yaml',
        ...{ etag: 'e', versionId: 'v', list: { etag: 'l' }, alarmConfidence: 55 },
      },
      trace: [
        {
          ...{ rule: 'door', label: 'Person', confidence: 71.2, result: 'quiet' },
          checks: [
            { what: 'score', text: 'Person 71.2 ≥ 70', passed: true },
            { what: 'area', text: 'area 0.4 % < 1 %', passed: false },
          ],
        },
      ],
    };
    const read = v.parse(ImageRecordSchema, JSON.parse(JSON.stringify(record)));
    expect(read).toEqual(record);
    expect(read.trace?.map(traceText)).toEqual(['Person 71.2 ≥ 70 · area 0.4 % < 1 % → quiet']);
  });

  it.each(['ImageClassified', 'ImageRejected'] as const)(
    'gives back a record of %s as it was written',
    (type) => {
      const record = {
        schemaVersion: 1,
        recordedAt: '2026-11-20T13:02:12.000Z',
        event: eventExamples[type],
        labels: [label],
      };
      expect(v.parse(ImageRecordSchema, JSON.parse(JSON.stringify(record)))).toEqual(record);
      // It is of a picture.
      const event = eventExamples.CameraSilent;
      expect(v.is(ImageRecordSchema, { ...record, event })).toBe(false);
    },
  );

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
