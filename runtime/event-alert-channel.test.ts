import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AlertRaisedSchema } from '../contracts/alert-event.ts';
import type { DomainEvent } from '../contracts/image-event.ts';
import type { Alert } from './alert-channel.ts';
import { alertRaised, eventAlertChannel } from './event-alert-channel.ts';

const alarm: Alert = {
  ...{ kind: 'alarm', severity: 'critical', id: 'a1', imageId: 'a1', correlationId: 'c1' },
  ...{ camera: 'garden', labels: ['Person', 'Human'], rules: ['at night'] },
  capturedAt: '2026-11-20T13:02:11.000Z',
  subject: 'Person at garden',
  text: 'Person at garden\nFriday\n\nWhy it rang\n  Person 98.4 %\n\n  Label   Confidence\n* Person  98.4 %\n\nIntelliCam\n',
  html: '<h1>Person</h1>',
  pictures: [{ contentId: 'picture', fileName: 'a.jpg', bytes: Uint8Array.of(1) }],
};

describe('the bus as a channel of alerts', () => {
  it('tells who and when in one line, without the table, the HTML and the picture', () => {
    expect(alertRaised(alarm)).toEqual({
      ...{ schemaVersion: 1, alertId: 'a1', correlationId: 'c1', imageId: 'a1' },
      ...{ kind: 'alarm', severity: 'critical', camera: 'garden' },
      ...{ labels: ['Person', 'Human'], rules: ['at night'] },
      capturedAt: '2026-11-20T13:02:11.000Z',
      subject: 'Person at garden',
      text: 'Person at garden · Friday',
    });
  });

  it('names what is about no picture by itself', () => {
    const { imageId, correlationId, rules, ...digest } = alarm;
    expect(
      alertRaised({ ...digest, kind: 'digest', text: 'Garden: 2 more\n\n2 late\n\nIntelliCam\n' }),
    ).toEqual({
      ...{ schemaVersion: 1, alertId: 'a1', correlationId: 'a1', kind: 'digest' },
      ...{ severity: 'critical', camera: 'garden', labels: ['Person', 'Human'] },
      ...{ capturedAt: alarm.capturedAt, subject: 'Person at garden' },
      text: 'Garden: 2 more · 2 late',
    });
  });

  it('publishes one event for each alert, a link included', async () => {
    const published: DomainEvent[] = [];
    const publish = async (events: readonly DomainEvent[]) => void published.push(...events);
    const link = 'https://cameras.example.org/#a1';
    const outcome = await eventAlertChannel({ events: { publish } }).send({ ...alarm, link });
    expect(outcome).toBe('sent');
    expect(published).toEqual([
      { type: 'AlertRaised', detail: expect.objectContaining({ alertId: 'a1', link }) },
    ]);
  });

  it('raises a valid event whatever cameras, labels and rules are called', () => {
    const character = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    const unit = fc.oneof(fc.constantFrom(...'"\\<>\n '), character);
    const text = fc.string({ unit, maxLength: 1_500 });
    const words = fc.array(text, { maxLength: 3 });
    const hostile = fc.record({ camera: text, labels: words, rules: words, subject: text, text });
    fc.assert(
      fc.property(hostile, (names) => {
        const event = alertRaised({ ...alarm, ...names });
        expect(v.safeParse(AlertRaisedSchema, event).issues).toBeUndefined();
      }),
    );
  });

  it('cuts a long text between its characters', () => {
    const { text } = alertRaised({ ...alarm, text: '👀'.repeat(2_000) });
    expect(text).toBe(`${'👀'.repeat(499)}…`);
  });
});
