import { describe, expect, it } from 'vitest';
import { channelDeliveries } from './channel-deliveries.ts';

const at = '2026-11-20T13:02:20.000Z';
const now = new Date(at);
const before = '2026-11-20T13:00:00.000Z';

describe('what is remembered of the channels', () => {
  it('says what each of them said, and when', () => {
    const error = new Error('send alert a', {
      cause: Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
    });
    const reports = [
      { channel: 'sns', state: 'sent' },
      { channel: 'mail', state: 'refused', refused: 'MessageRejected', todo: 'verify' },
      { channel: 'push', state: 'failed', error },
    ] as const;
    expect(channelDeliveries(undefined, { reports, now })).toEqual([
      { channel: 'sns', state: 'sent', at },
      { channel: 'mail', state: 'refused', at, reason: 'MessageRejected' },
      { channel: 'push', state: 'retrying', at, code: 'ThrottlingException', attempts: 1 },
    ]);
  });

  it('says nothing of programs', () => {
    const reports = [
      { channel: 'sns', state: 'sent' },
      { channel: 'bus', state: 'sent', forPrograms: true },
    ] as const;
    expect(channelDeliveries(undefined, { reports, now })).toEqual([
      { channel: 'sns', state: 'sent', at },
    ]);
  });

  it('keeps when a message was sent, and counts the attempts that failed', () => {
    const known = [
      { channel: 'sns', state: 'sent', at: before },
      { channel: 'push', state: 'retrying', at: before, code: 'ECONNREFUSED', attempts: 3 },
      { channel: 'gone', state: 'sent', at: before },
    ] as const;
    const error = Object.assign(new Error('connect'), { code: 'ETIMEDOUT' });
    const reports = [
      { channel: 'sns', state: 'duplicate' },
      { channel: 'push', state: 'failed', error },
    ] as const;
    expect(channelDeliveries(known, { reports, now })).toEqual([
      { channel: 'gone', state: 'sent', at: before },
      { channel: 'sns', state: 'sent', at: before },
      { channel: 'push', state: 'retrying', at, code: 'ETIMEDOUT', attempts: 4 },
    ]);
  });

  it('takes for sent what somebody sent who could not note it any more', () => {
    const reports = [{ channel: 'sns', state: 'duplicate' }] as const;
    expect(channelDeliveries([], { reports, now })).toEqual([
      { channel: 'sns', state: 'sent', at },
    ]);
  });
});
