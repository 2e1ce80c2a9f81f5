import { describe, expect, it, onTestFinished } from 'vitest';
import { alertExample } from '../test/adapters/alert-example.ts';
import { temporaryStore } from '../test/adapters/temporary-store.ts';
import type { Alert, Refusal } from './alert-channel.ts';
import { claimAlert } from './alert-claim.ts';
import { claimedChannel } from './claimed-channel.ts';

const alert = alertExample;

async function openChannel(name = 'mail') {
  const store = await temporaryStore();
  onTestFinished(() => store.close());
  const sent: Alert[] = [];
  let time = Date.parse('2026-11-20T13:02:20.000Z');
  let answer: Error | Refusal | undefined;
  const now = () => new Date(time);
  const channel = claimedChannel({
    ...{ name, blobs: store.blobs, now },
    channel: {
      send: async (given) => {
        if (answer instanceof Error) throw answer;
        if (answer !== undefined) return answer;
        sent.push(given);
        return 'sent';
      },
    },
  });
  return {
    ...{ sent, channel, now, blobs: store.blobs },
    claim: () => claimAlert(store.blobs, { alertId: alert.id, channel: name }, now),
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    answer: (next: typeof answer) => {
      answer = next;
    },
  };
}

describe('a claimed channel', () => {
  it('sends an alert once, however often it is told to', async () => {
    const { channel, sent, pass } = await openChannel();
    expect(await channel.send(alert)).toBe('sent');
    expect(await channel.send(alert)).toBe('duplicate');
    pass(3600);
    expect(await channel.send(alert)).toBe('duplicate');
    expect(sent).toEqual([alert]);
  });

  it('has an alert tried again while another process sends it', async () => {
    const { channel, sent, pass, claim } = await openChannel();
    await claim();
    pass(59);
    await expect(channel.send(alert)).rejects.toThrow('for mail: somebody is sending it');
    expect(sent).toEqual([]);
  });

  it('sends what a process had claimed that died', async () => {
    const { channel, sent, pass, claim } = await openChannel();
    await claim();
    pass(61);
    const outcomes = await Promise.allSettled([channel.send(alert), channel.send(alert)]);
    // The other is told to come again, or that it has been sent meanwhile.
    expect(outcomes).toContainEqual({ status: 'fulfilled', value: 'sent' });
    expect(sent).toHaveLength(1);
    expect(await channel.send(alert)).toBe('duplicate');
  });

  it('may try again at once after a failure that it knows of', async () => {
    const { channel, sent, answer } = await openChannel();
    answer(new Error('no mail server'));
    await expect(channel.send(alert)).rejects.toThrow('no mail server');
    answer(undefined);
    expect(await channel.send(alert)).toBe('sent');
    expect(sent).toHaveLength(1);
  });

  it('tries again what was refused: somebody may have put it right', async () => {
    const { channel, answer } = await openChannel();
    const refusal = { refused: '550', todo: 'write to somebody else' };
    answer(refusal);
    expect(await channel.send(alert)).toEqual(refusal);
    answer(undefined);
    expect(await channel.send(alert)).toBe('sent');
  });

  it('does not keep an alarm from being told for a claim that cannot be read', async () => {
    const { channel, blobs } = await openChannel();
    await blobs.put(`state/alerts/${alert.id}.mail.json`, new TextEncoder().encode('{'));
    expect(await channel.send(alert)).toBe('sent');
  });

  it('takes a claim that names no channel for one of SNS', async () => {
    const { channel, blobs } = await openChannel('sns');
    const claim = { state: 'sent', by: 'an older version', at: '2026-11-20T13:02:20.000Z' };
    const bytes = new TextEncoder().encode(JSON.stringify(claim));
    await blobs.put(`state/alerts/${alert.id}.json`, bytes);
    expect(await channel.send(alert)).toBe('duplicate');
    const mail = claimedChannel({
      ...{ name: 'mail', blobs, now: () => new Date() },
      channel: { send: async () => 'sent' },
    });
    expect(await mail.send(alert)).toBe('sent');
  });
});
