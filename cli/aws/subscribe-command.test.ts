import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../runtime/aws/owner/subscribe-to-alarms.ts';
import { describeSubscription } from './subscribe-command.ts';

const anna: Subscriber = {
  ...{ protocol: 'email', endpoint: 'anna@example.org' },
  filter: { cameras: ['garden', 'gate'], labels: [] },
};

describe('describeSubscription', () => {
  it('says that a mail address has to be confirmed', () => {
    const [to, cameras, labels, state, ...rest] = describeSubscription(anna, {
      ...{ state: 'pending', choice: 'asked' },
    }).split('\n');
    expect([to, cameras, labels, rest]).toEqual([
      'mail to  anna@example.org',
      'cameras  garden, gate',
      'labels   all',
      [''],
    ]);
    expect(state).toMatch(/^state +pending: .*link/);
  });

  it('says when a choice took the place of another, or could not', () => {
    const told = (state: 'pending' | 'confirmed', choice: 'changed' | 'kept') =>
      describeSubscription(anna, { state, choice });
    expect(told('confirmed', 'changed')).toContain('now this counts');
    expect(told('pending', 'kept')).toContain('Run this again');
  });
});
