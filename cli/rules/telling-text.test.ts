import { expect, it } from 'vitest';
import type { Delivery, Digest } from '../../contracts/camera-incidents.ts';
import { tellingText } from './telling-text.ts';

const at = '2026-11-20T13:02:20.000Z';
const later = '2026-11-20T13:05:00.000Z';

function text(delivery: Delivery, more: { digest?: Digest; tell?: string[] } = {}): string {
  const { digest, tell } = more;
  const told = { delivery, ...(tell && { tell }) };
  return tellingText({ told, ...(digest && { digest }) }, 'Europe/Berlin');
}

it('says by which channel people were told, when, and by which not', () => {
  const channels: Delivery & { state: 'sent' } = {
    ...{ state: 'sent', at },
    channels: [
      { channel: 'sns', state: 'sent', at },
      { channel: 'mail', state: 'refused', at, reason: 'MessageRejected' },
    ],
  };
  expect(text(channels, { tell: ['anna'] })).toBe(
    [
      'It rang at 2026-11-20 14:02:20. It is for anna.',
      '  sns: sent 2026-11-20 14:02:20',
      '  mail: not sent; refused 2026-11-20 14:02:20 (MessageRejected)',
      '',
    ].join('\n'),
  );
});

it('says what is tried again', () => {
  const [channel, state, code] = ['mail', 'retrying', 'ECONNREFUSED'] as const;
  const retrying = { channel, state, at: later, code, attempts: 2 };
  expect(text({ state: 'ringing', at, channels: [retrying] })).toContain(
    '  mail: not yet; attempt 2 failed 2026-11-20 14:05:00 (ECONNREFUSED), and it is tried again\n',
  );
});

it('says why it was held back, and what tells of it', () => {
  const digest: Digest = {
    ...{ number: 3, openedBy: 'a', openedAt: at, dueAt: later, state: 'sent', unlisted: [] },
    channels: [{ channel: 'sns', state: 'sent', at: later }],
  };
  const held = { state: 'held', at, reason: 'cooldown', digest: 3 } as const;
  expect(text(held, { digest })).toBe(
    [
      'It did not ring: soon after another alarm.',
      'Digest 3 tells of it.',
      '  sns: sent 2026-11-20 14:05:00',
      '',
    ].join('\n'),
  );
  expect(text(held)).toContain('No digest has told of it yet.\n');
});

it('understands what was written when there was one channel only', () => {
  expect(text({ state: 'sent', at })).toBe('It rang at 2026-11-20 14:02:20.\n');
});

it('says that nothing is known any more, and nothing of a quiet picture', () => {
  expect(tellingText({ told: 'forgotten' }, 'UTC')).toMatch(/^Nothing is remembered/);
  expect(tellingText({}, 'UTC')).toBe('');
});

it('lets no name break a line', () => {
  const lines = text({ state: 'sent', at }, { tell: ['a\nb\u202e'] }).split('\n');
  expect(lines).toEqual(['It rang at 2026-11-20 14:02:20. It is for a b .', '']);
});
