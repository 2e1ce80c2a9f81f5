import { describe, expect, it } from 'vitest';
import { eventExamples } from './event-example.ts';
import { eventSource, eventTypes } from './image-event.ts';
import { formatWakeUp, parseWakeUp, wakeUpExamples, wakeUpTypes } from './wake-up.ts';

const example = wakeUpExamples.DigestDue;

describe('a wake-up', () => {
  it.each(wakeUpTypes)('%s comes out of its message as it went in', (type) => {
    expect(parseWakeUp(JSON.parse(formatWakeUp(wakeUpExamples[type])))).toEqual(
      wakeUpExamples[type],
    );
  });

  it.each(eventTypes)('is never an event such as %s', (type) => {
    const { detail } = eventExamples[type];
    expect(parseWakeUp({ source: eventSource, 'detail-type': type, detail })).toBeUndefined();
    expect(wakeUpTypes).not.toContain(type);
  });

  it('is refused when its detail is not what it says', () => {
    const broken = { ...example, detail: { ...example.detail, digest: 0 } };
    expect(() => parseWakeUp(JSON.parse(formatWakeUp(broken)))).toThrow();
  });

  it.each([null, undefined, 'text', [], {}])('is not read out of %j', (body) => {
    expect(parseWakeUp(body)).toBeUndefined();
  });
});
