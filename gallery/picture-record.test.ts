import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { ImageRecordSchema } from '../contracts/image-record.ts';
import { traceText } from '../contracts/trace-text.ts';
import { PictureRecordSchema } from './picture-record.ts';

describe('PictureRecordSchema', () => {
  it.each(['ImageClassified', 'ImageRejected'] as const)('reads the record of an %s', (type) => {
    const event = eventExamples[type];
    const labels = event.type === 'ImageClassified' ? event.detail.labels : [];
    const record = v.parse(ImageRecordSchema, {
      schemaVersion: 1,
      recordedAt: '2026-11-20T13:02:12.000Z',
      event,
      labels,
    });
    const { matches, ...detail } = v.parse(PictureRecordSchema, record).event.detail;
    expect(record.event.detail).toMatchObject(detail);
    expect(v.parse(PictureRecordSchema, record).trace).toBeUndefined();
    expect(matches).toEqual(event.type === 'ImageClassified' ? event.detail.matches : []);
  });

  it('reads why a picture rang', () => {
    const line = {
      ...{ rule: 'door', label: 'Person', confidence: 71.2, result: 'quiet' },
      checks: [{ what: 'score', text: 'Person 71.2 ≥ 70', passed: true }],
    };
    const record = v.parse(ImageRecordSchema, {
      ...{ schemaVersion: 1, recordedAt: '2026-11-20T13:02:12.000Z', labels: [] },
      event: eventExamples.ImageClassified,
      trace: [line],
    });
    const read = v.parse(PictureRecordSchema, record).trace;
    expect(read?.map(traceText)).toEqual(['Person 71.2 ≥ 70 → quiet']);
  });
});
