import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MachineAlertSchema } from '../../contracts/machine-alert.ts';
import { alertExample as alert } from '../../test/adapters/alert-example.ts';
import { snsMessage, snsSubject } from './sns-message.ts';

const text = v.string();
const MessageSchema = v.strictObject({
  ...{ default: text, email: text, sms: text, http: text, https: text, lambda: text, sqs: text },
});

function messageOf(given = alert) {
  const { Message, MessageStructure } = snsMessage(given);
  expect(MessageStructure).toBe('json');
  return v.parse(MessageSchema, JSON.parse(Message));
}

type Attribute = { readonly DataType: string; readonly StringValue: string };

function attributesOf(given: Readonly<Record<string, Attribute>>) {
  return given;
}

describe('what SNS is given of an alert', () => {
  it.each([
    ['Person at garden\nFriday\n\nLabel', 'Person at garden\nFriday'],
    [`${'x'.repeat(2000)}\nFriday\n`, `${'x'.repeat(87)}...\nFriday`],
    [`${'😀'.repeat(2000)}\n\n`, '?'],
    ['', 'Alarm'],
  ])('has one text message of %j', (words, sms) => {
    expect(messageOf({ ...alert, text: words })).toMatchObject({ default: words, sms });
  });

  it('links to the page where the link fits in whole', () => {
    const link = 'https://pictures.example.org/#day=2026-11-20&image=5f0c2a9be41d7c3a8e60';
    expect(messageOf({ ...alert, link }).sms).toBe(`Person at garden\n${link}`);
    expect(messageOf({ ...alert, link: link.repeat(3) }).sms).toBe('Person at garden');
  });

  it('tells programs the same as an object', () => {
    const given = { ...alert, rules: ['on the drive'], tell: ['anna'], link: 'https://a.org/' };
    const { http, https, lambda, sqs } = messageOf(given);
    expect(new Set([http, https, lambda, sqs]).size).toBe(1);
    const { html: _, pictures: __, ...words } = given;
    expect(v.parse(MachineAlertSchema, JSON.parse(sqs))).toEqual({ schemaVersion: 1, ...words });
  });

  it('says whom it is for, so that others need not hear of it', () => {
    const tellOf = (given: typeof alert) => attributesOf(snsMessage(given).MessageAttributes).tell;
    expect(tellOf({ ...alert, tell: ['anna', 'ben'] })?.StringValue).toBe('["anna","ben"]');
    expect(tellOf(alert)).toEqual({ DataType: 'String.Array', StringValue: '["everybody"]' });
  });

  it('tells the camera in a form that SNS takes', () => {
    const { MessageAttributes } = snsMessage({ ...alert, camera: 'gate\u0000\n' });
    expect(attributesOf(MessageAttributes).camera?.StringValue).toBe('gate??');
  });

  it('says what rang, so that somebody may be told of that only', () => {
    const { MessageAttributes } = snsMessage({
      ...alert,
      labels: ['Person', 'Hu"man', 'a\u0000b'],
    });
    expect(attributesOf(MessageAttributes).label).toEqual({
      DataType: 'String.Array',
      StringValue: '["Person","Hu\\"man","a?b"]',
    });
  });

  it('keeps what rang below two kilobytes, and the first of it', () => {
    const labels = [
      'Person',
      'x'.repeat(5000),
      ...Array.from({ length: 60 }, (_, n) => `größe ${n}`.repeat(9)),
    ];
    const { MessageAttributes } = snsMessage({ ...alert, labels });
    const told = attributesOf(MessageAttributes).label?.StringValue ?? '';
    expect(Buffer.byteLength(told)).toBeLessThanOrEqual(2048);
    expect(Buffer.byteLength(told)).toBeGreaterThan(1900);
    const kept = labels.filter((label) => label.length < 5000);
    expect(JSON.parse(told)).toEqual(kept.slice(0, JSON.parse(told).length));
  });

  it('does not say what rang when nothing has a name', () => {
    const { MessageAttributes } = snsMessage({ ...alert, labels: [] });
    expect(Object.keys(MessageAttributes)).toEqual(['camera', 'severity', 'kind', 'tell']);
  });
});

describe('the subject of an alert', () => {
  it('keeps what mail over SNS can carry', () => {
    expect(snsSubject('⏰ Alarm Event detected! ⏰ Café 98 %')).toBe(
      'Alarm Event detected! Cafe 98 %',
    );
    expect(snsSubject('⏰\n')).toBe('Alarm');
  });

  it('is never one that SNS refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (subject) => {
        expect(snsSubject(subject)).toMatch(/^[!-~]([ -~]{0,97}[!-~])?$/);
      }),
    );
  });
});
