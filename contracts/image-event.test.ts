import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import {
  eventSchemas,
  eventTypes,
  ImageClassifiedSchema,
  ImageRejectedSchema,
  largestEventBytes,
  parseEventEnvelope,
} from './image-event.ts';

function envelope(type: keyof typeof eventExamples, more: object = {}) {
  return {
    version: '0',
    id: '7bf73129-1428-4cd3-a780-95db273d1602',
    'detail-type': type,
    source: 'intellicam',
    account: '123456789012',
    time: '2026-11-20T13:02:12Z',
    region: 'eu-central-1',
    resources: [],
    detail: eventExamples[type].detail,
    ...more,
  };
}

describe('the example events', () => {
  it('are one of every type', () => {
    expect(Object.keys(eventExamples).toSorted()).toEqual([...eventTypes].toSorted());
    expect(Object.keys(eventSchemas).toSorted()).toEqual([...eventTypes].toSorted());
    for (const type of eventTypes) expect(eventExamples[type].type).toBe(type);
  });

  it.each(eventTypes)('%s is valid and small', (type) => {
    const { detail } = eventExamples[type];
    expect(v.parse(eventSchemas[type], detail)).toEqual(detail);
    expect(JSON.stringify(envelope(type)).length).toBeLessThan(largestEventBytes / 10);
  });
});

describe('parseEventEnvelope', () => {
  it.each(eventTypes)('reads %s out of the envelope', (type) => {
    expect(parseEventEnvelope(JSON.parse(JSON.stringify(envelope(type))))).toEqual(
      eventExamples[type],
    );
  });

  it('overlooks fields that a later version adds', () => {
    const detail = { ...eventExamples.ImageClassified.detail, weather: 'rain', box: { depth: 1 } };
    const read = parseEventEnvelope(
      envelope('ImageClassified', { detail, 'replay-name': 'r1', traceHeader: 'x' }),
    );
    expect(read).toEqual(eventExamples.ImageClassified);
  });

  it.each([
    ['another source', envelope('ImageClassified', { source: 'aws.s3' })],
    ['an unknown type', envelope('ImageClassified', { 'detail-type': 'ImageHeld' })],
    ['a detail of another type', envelope('ImageClassified', { 'detail-type': 'ImageRejected' })],
    ['no detail', envelope('ImageClassified', { detail: undefined })],
    ['a bare detail', eventExamples.ImageClassified.detail],
    ['a list', [envelope('ImageClassified')]],
    ['text', JSON.stringify(envelope('ImageClassified'))],
    ['null', null],
    ['nothing', undefined],
  ])('throws at %s', (_, body) => {
    expect(() => parseEventEnvelope(body)).toThrow();
  });
});

describe('ImageClassifiedSchema', () => {
  const { detail } = eventExamples.ImageClassified;

  it('needs no top label, box, version or motion event', () => {
    const { topLabel, topConfidence, motionEvent, ...bare } = detail;
    const matches = [{ rule: 'Person', label: 'Person', confidence: 98.4 }];
    expect(v.is(ImageClassifiedSchema, { ...bare, matches, labels: [] })).toBe(true);
    expect(v.is(ImageClassifiedSchema, { ...detail, versionId: 'v1' })).toBe(true);
  });

  it.each([
    ['imageId', ''],
    ['camera', ''],
    ['capturedAt', '2026-11-20'],
    ['capturedAt', '2026-11-20T14:02:11+01:00'],
    ['etag', ''],
    ['sizeBytes', -1],
    ['sizeBytes', 1.5],
    ['outcome', 'rejected'],
    ['schemaVersion', 2],
    ['topConfidence', 100.5],
    ['labelNames', 'Person'],
    ['destinationKey', undefined],
  ])('refuses %s as %j', (field, value) => {
    expect(v.is(ImageClassifiedSchema, { ...detail, [field]: value })).toBe(false);
  });
});

describe('ImageRejectedSchema', () => {
  it('takes no reason that nobody knows', () => {
    const { detail } = eventExamples.ImageRejected;
    expect(v.is(ImageRejectedSchema, { ...detail, reason: 'ugly' })).toBe(false);
    expect(v.is(ImageRejectedSchema, { ...detail, reason: 'unreadable' })).toBe(true);
  });
});
