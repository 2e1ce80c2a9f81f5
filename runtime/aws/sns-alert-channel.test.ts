import type { PublishCommand, PublishCommandInput } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryStore } from '../../test/adapters/temporary-store.ts';
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
  const store = await temporaryStore();
  onTestFinished(() => store.close());
  const sent: PublishCommandInput[] = [];
  let time = Date.parse('2026-11-20T13:02:20.000Z');
  let works = true;
  const send = async ({ input }: PublishCommand): Promise<never> => {
    if (!works) throw new Error('SNS is away');
    sent.push(input);
    return {} as never;
  };
  return {
    sent,
    channel: snsAlertChannel({
      client: { send } as Parameters<typeof snsAlertChannel>[0]['client'],
      topicArn: 'arn:aws:sns:eu-west-1:000000000000:alarms',
      blobs: store.blobs,
      now: () => new Date(time),
    }),
    blobs: store.blobs,
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    breakSns: (broken: boolean) => {
      works = !broken;
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

  it('sends an alert once, however often it is told to', async () => {
    const { channel, sent, pass } = await openChannel();
    expect(await channel.send(alert)).toBe('sent');
    expect(await channel.send(alert)).toBe('duplicate');
    pass(3600);
    expect(await channel.send(alert)).toBe('duplicate');
    expect(messageOf(sent[0])).toMatchObject({ default: alert.text });
  });

  it('has an alert tried again while another process sends it', async () => {
    const { channel, sent, pass, breakSns } = await openChannel();
    breakSns(true);
    await expect(channel.send(alert)).rejects.toThrow('send alert 5f0c2a9be41d7c3a8e60');
    breakSns(false);
    pass(59);
    await expect(channel.send(alert)).rejects.toThrow('somebody is sending it');
    expect(sent).toEqual([]);
  });

  it('sends what a process had claimed that died', async () => {
    const { channel, sent, pass, breakSns } = await openChannel();
    breakSns(true);
    await expect(channel.send(alert)).rejects.toThrow('send alert');
    breakSns(false);
    pass(61);
    const outcomes = await Promise.allSettled([channel.send(alert), channel.send(alert)]);
    // The other is told to come again, or that it has been sent meanwhile.
    expect(outcomes).toContainEqual({ status: 'fulfilled', value: 'sent' });
    expect(sent).toHaveLength(1);
    expect(await channel.send(alert)).toBe('duplicate');
  });

  it('does not keep an alarm from being told for a claim that cannot be read', async () => {
    const { channel, blobs } = await openChannel();
    await blobs.put(`state/alerts/${alert.id}.json`, new TextEncoder().encode('{'));
    expect(await channel.send(alert)).toBe('sent');
  });

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
