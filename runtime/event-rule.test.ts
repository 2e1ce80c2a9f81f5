import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { type EventType, eventTypes } from '../contracts/image-event.ts';
import { matchesPattern } from '../contracts/match-pattern.ts';
import { eventRule } from './event-rule.ts';

function envelope(type: EventType, source = 'intellicam') {
  return { source, 'detail-type': type, detail: eventExamples[type].detail };
}

describe('eventRule', () => {
  it('names source, types and filter as EventBridge wants them', () => {
    expect(
      eventRule({ listensTo: ['ImageClassified', 'ImageRejected'], where: { camera: ['garden'] } }),
    ).toEqual({
      source: ['intellicam'],
      'detail-type': ['ImageClassified', 'ImageRejected'],
      detail: { camera: ['garden'] },
    });
  });

  it('has no detail where nothing is filtered, for EventBridge refuses an empty one', () => {
    const rule = eventRule({ listensTo: ['ImageRejected'] });
    expect(rule).toEqual({ source: ['intellicam'], 'detail-type': ['ImageRejected'] });
    expect(rule && 'detail' in rule).toBe(false);
  });

  it('is none for a consumer of uploads or of the clock', () => {
    expect(eventRule({ listensTo: 'uploads' })).toBeUndefined();
    expect(eventRule({ listensTo: 'clock' })).toBeUndefined();
  });

  it.each(eventTypes)('lets %s through to those who listen to it, and to nobody else', (type) => {
    for (const listened of eventTypes) {
      const rule = eventRule({ listensTo: [listened] });
      expect(matchesPattern({ ...rule }, envelope(type))).toBe(listened === type);
      expect(matchesPattern({ ...rule }, envelope(type, 'aws.s3'))).toBe(false);
    }
  });

  it('lets only what passes the filter through', () => {
    const rule = (camera: string) =>
      eventRule({ listensTo: ['ImageClassified'], where: { camera: [camera] } });
    expect(matchesPattern({ ...rule('garden') }, envelope('ImageClassified'))).toBe(true);
    expect(matchesPattern({ ...rule('attic') }, envelope('ImageClassified'))).toBe(false);
  });
});
