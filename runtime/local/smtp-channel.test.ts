import { describe, expect, it, onTestFinished } from 'vitest';
import { alertChannelContract } from '../../test/adapters/alert-channel-contract.ts';
import { alertExample as alert } from '../../test/adapters/alert-example.ts';
import { mailServer } from '../../test/adapters/mail-server.ts';
import { temporaryStore } from '../../test/adapters/temporary-store.ts';
import { claimedChannel } from '../claimed-channel.ts';
import { smtpChannel } from './smtp-channel.ts';

const now = () => new Date('2026-11-20T13:02:20.000Z');
const people = { everybody: ['you@example.org'], people: { anna: 'anna@example.org' } };

function channelTo({ host, port }: { host: string; port: number }, password?: string) {
  const credentials = password === undefined ? {} : { user: 'me', password };
  return smtpChannel({
    ...{ people, now },
    smtp: { host, port, from: 'camera@example.org', ...credentials },
  });
}

alertChannelContract('a mail server', async () => {
  const server = await mailServer();
  const store = await temporaryStore();
  onTestFinished(() => store.close());
  const channel = channelTo(server);
  return {
    channel: claimedChannel({ name: 'smtp', channel, blobs: store.blobs, now }),
    received: async () => server.mails.map(({ text }) => text),
  };
});

describe('mails by a mail server', () => {
  it('go to all whom they are for, with the picture inside', async () => {
    const server = await mailServer();
    await channelTo(server).send(alert);
    await channelTo(server).send({ ...alert, tell: ['anna'] });
    expect(server.mails.map(({ to }) => to)).toEqual([
      ['you@example.org', 'anna@example.org'],
      ['anna@example.org'],
    ]);
    expect(server.mails[0]?.text).toContain('From: IntelliCam <camera@example.org>');
    expect(server.mails[0]?.text).toContain('Content-ID: <picture>');
  });

  it('are sent by whom the server knows, and refused to others', async () => {
    const server = await mailServer({ user: { name: 'me', password: 'secret' } });
    expect(await channelTo(server, 'secret').send(alert)).toBe('sent');
    const refused = await channelTo(server, 'guess').send(alert);
    expect(refused).toMatchObject({ refused: 'SMTP-535', todo: expect.stringContaining('smtp') });
    expect(JSON.stringify(refused)).not.toContain('guess');
  });

  it('are refused for good by a 5.., and tried again after a 4..', async () => {
    const refusing = (code: number) =>
      mailServer({ refuse: () => ({ code, message: 'no such mailbox' }) });
    expect(await channelTo(await refusing(550)).send(alert)).toMatchObject({
      refused: 'SMTP-550',
      todo: expect.stringContaining('no such mailbox'),
    });
    await expect(channelTo(await refusing(451)).send(alert)).rejects.toMatchObject({
      message: `mail alert ${alert.id}`,
    });
    await expect(channelTo({ host: '127.0.0.1', port: 1 }).send(alert)).rejects.toMatchObject({
      cause: { code: 'ESOCKET' },
    });
  });

  it('name the addresses that the server refused while others were reached', async () => {
    const refuse = (address: string) =>
      address.startsWith('anna') ? { code: 550, message: 'no such mailbox' } : undefined;
    const server = await mailServer({ refuse });
    expect(await channelTo(server).send(alert)).toMatchObject({
      refused: 'SomeRecipients',
      todo: expect.stringContaining('anna@example.org'),
    });
    expect(server.mails).toHaveLength(1);
  });
});
