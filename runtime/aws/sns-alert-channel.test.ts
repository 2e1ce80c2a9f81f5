import type { PublishCommand, PublishCommandInput } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../alert-channel.ts';
import { snsAlertChannel, snsSubject } from './sns-alert-channel.ts';

const alert: Alert = {
  kind: 'alarm',
  severity: 'alarm',
  id: '5f0c2a9be41d7c3a8e60',
  camera: 'garden',
  labels: ['Person', 'Human'],
  capturedAt: '2026-11-20T13:02:11.000Z',
  subject: '⏰ Alarm Event detected! ⏰ Person 98 %',
  text: 'Person 98 %\n',
  html: '',
};

async function openChannel() {
  const sent: PublishCommandInput[] = [];
  let broken: Error | undefined;
  const send = async ({ input }: PublishCommand): Promise<never> => {
    if (broken !== undefined) throw broken;
    sent.push(input);
    return {} as never;
  };
  return {
    sent,
    channel: snsAlertChannel({
      client: { send } as Parameters<typeof snsAlertChannel>[0]['client'],
      topicArn: 'arn:aws:sns:eu-west-1:000000000000:alarms',
    }),
    breakSns: (error: Error) => {
      broken = error;
    },
  };
}

const MessageSchema = v.strictObject({ default: v.string(), sms: v.string() });

function messageOf(input: PublishCommandInput | undefined) {
  expect(input?.MessageStructure).toBe('json');
  return v.parse(MessageSchema, JSON.parse(input?.Message ?? ''));
}

describe('the SNS alert channel', () => {
  it.each([
    ['Person at garden\nFriday\n\nLabel', 'Person at garden\nFriday'],
    [`${'x'.repeat(2000)}\nFriday\n`, `${'x'.repeat(150)}\nFriday`],
    [`${'😀'.repeat(2000)}\n\n`, '😀'.repeat(150)],
    ['', 'Alarm'],
  ])('has a text message that can be sent of %j', async (text, sms) => {
    const { channel, sent } = await openChannel();
    await channel.send({ ...alert, text });
    expect(messageOf(sent[0])).toEqual({ default: text, sms });
  });

  it.each(['InvalidParameterException', 'InvalidParameterValueException'])(
    'takes %s for an answer that no other attempt changes',
    async (name) => {
      const { channel, breakSns } = await openChannel();
      breakSns(Object.assign(new Error('Invalid parameter: Subject'), { name }));
      expect(await channel.send(alert)).toEqual({
        ...{ refused: name, todo: 'SNS says: Invalid parameter: Subject' },
      });
    },
  );

  it.each(['ThrottlingException', 'InternalErrorException', 'AuthorizationErrorException'])(
    'has an alert tried again after %s',
    async (name) => {
      const { channel, breakSns } = await openChannel();
      breakSns(Object.assign(new Error('not now'), { name }));
      await expect(channel.send(alert)).rejects.toMatchObject({
        ...{ message: `send alert ${alert.id}`, cause: { name } },
      });
    },
  );

  it('tells the camera in a form that SNS takes', async () => {
    const { channel, sent } = await openChannel();
    await channel.send({ ...alert, camera: 'gate\u0000\n' });
    expect(sent[0]?.MessageAttributes?.camera?.StringValue).toBe('gate??');
  });

  it('says what rang, so that somebody may be told of that only', async () => {
    const { channel, sent } = await openChannel();
    await channel.send({ ...alert, labels: ['Person', 'Hu"man', 'a\u0000b'] });
    expect(sent[0]?.MessageAttributes?.label).toEqual({
      DataType: 'String.Array',
      StringValue: '["Person","Hu\\"man","a?b"]',
    });
  });

  it('keeps what rang below two kilobytes, and the first of it', async () => {
    const { channel, sent } = await openChannel();
    const labels = [
      'Person',
      'x'.repeat(5000),
      ...Array.from({ length: 60 }, (_, n) => `größe ${n}`.repeat(9)),
    ];
    await channel.send({ ...alert, labels });
    const told = sent[0]?.MessageAttributes?.label?.StringValue ?? '';
    expect(Buffer.byteLength(told)).toBeLessThanOrEqual(2048);
    expect(Buffer.byteLength(told)).toBeGreaterThan(1900);
    const kept = labels.filter((label) => label.length < 5000);
    expect(JSON.parse(told)).toEqual(kept.slice(0, JSON.parse(told).length));
  });

  it('does not say what rang when nothing has a name', async () => {
    const { channel, sent } = await openChannel();
    await channel.send({ ...alert, labels: [] });
    expect(Object.keys(sent[0]?.MessageAttributes ?? {})).toEqual(['camera', 'severity', 'kind']);
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
