import type { SESv2Client, SendEmailCommand, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { alertExample as alert } from '../../test/adapters/alert-example.ts';
import { sesMailChannel } from './ses-mail-channel.ts';

function open(broken?: Error) {
  const sent: SendEmailCommandInput[] = [];
  const send = async ({ input }: SendEmailCommand) => {
    if (broken !== undefined) throw broken;
    sent.push(input);
  };
  const channel = sesMailChannel({
    client: { send } as unknown as Pick<SESv2Client, 'send'>,
    from: 'IntelliCam <camera@example.org>',
    everybody: ['owner@example.org'],
    people: { anna: 'anna@example.org', ben: 'ben@example.org' },
    now: () => new Date('2026-11-20T13:02:20.000Z'),
  });
  const mail = () => Buffer.from(sent[0]?.Content?.Raw?.Data ?? []).toString();
  return { channel, sent, mail };
}

describe('mails by SES', () => {
  it('are one for all, from the sender that was verified, with the picture inside', async () => {
    const { channel, sent, mail } = open();
    expect(await channel.send(alert)).toBe('sent');
    expect(sent).toMatchObject([
      {
        FromEmailAddress: 'IntelliCam <camera@example.org>',
        Destination: {
          ToAddresses: ['owner@example.org', 'anna@example.org', 'ben@example.org'],
        },
      },
    ]);
    expect(mail()).toContain('From: IntelliCam <camera@example.org>');
    expect(mail()).toContain('Date: Fri, 20 Nov 2026 13:02:20 +0000');
    expect(mail()).toContain('Content-ID: <picture>');
    expect(mail()).toContain(`Message-ID: <${alert.id}@example.org>`);
  });

  it('go to those only whom they are for', async () => {
    const { channel, sent } = open();
    await channel.send({ ...alert, tell: ['anna', 'constructor'] });
    expect(sent[0]?.Destination).toEqual({ ToAddresses: ['anna@example.org'] });
    expect(channel.reaches?.({ ...alert, tell: ['carl'] })).toBe(false);
    expect(channel.reaches?.({ ...alert, tell: ['ben'] })).toBe(true);
  });

  it('are one thread when they are of one visit', async () => {
    const { channel, sent } = open();
    await channel.send({ ...alert, thread: 'first' });
    await channel.send({ ...alert, id: 'digest', thread: 'first' });
    for (const { Content } of sent) {
      const mail = Buffer.from(Content?.Raw?.Data ?? []).toString();
      expect(mail).toContain('In-Reply-To: <visit-first@example.org>');
      expect(mail).toContain('References: <visit-first@example.org>');
    }
  });

  it.each(['MessageRejected', 'AccountSuspendedException', 'SendingPausedException'])(
    'are refused with %s, and what to do about it is said',
    async (name) => {
      const message = 'Email address is not verified';
      const { channel } = open(Object.assign(new Error(message), { name }));
      const todo = `intellicam doctor says what SES wants. It says: ${message}`;
      expect(await channel.send(alert)).toEqual({ refused: name, todo });
    },
  );

  it.each(['TooManyRequestsException', 'LimitExceededException', 'TimeoutError'])(
    'are tried again after %s',
    async (name) => {
      const { channel } = open(Object.assign(new Error('not now'), { name }));
      await expect(channel.send(alert)).rejects.toMatchObject({
        ...{ message: `mail alert ${alert.id}`, cause: { name } },
      });
    },
  );
});
