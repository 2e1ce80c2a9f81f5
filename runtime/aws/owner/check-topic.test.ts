import { describe, expect, it } from 'vitest';
import { judgeTopic, nameOf } from './check-topic.ts';
import { type Subscriber, stateOf } from './read-subscribers.ts';

const you = { protocol: 'email', endpoint: 'you@example.org' };
const phone = { protocol: 'sms', endpoint: '+41791234567' };
const confirmed = (who: typeof you): Subscriber => ({ ...who, state: 'confirmed' });
const pending = (who: typeof you): Subscriber => ({ ...who, state: 'pending' });

function judge(subscribers: readonly Subscriber[] | undefined, wanted = [you]) {
  const topic = { check: 'alarm topic', tellsOf: 'alarms', unheard: 'problem', wanted } as const;
  return judgeTopic(topic, subscribers);
}

const states = (findings: ReturnType<typeof judge>) => findings.map(({ state }) => state);

describe('judgeTopic', () => {
  it('names everybody who is told, masked', () => {
    expect(judge([confirmed(you), confirmed(phone)])).toEqual([
      {
        check: 'alarm topic',
        state: 'ok',
        found: 'Told of alarms: y…@example.org, +41…67 (sms).',
      },
    ]);
  });

  it('warns of who did not confirm, and says how', () => {
    const findings = judge([confirmed(phone), pending(you)]);
    expect(states(findings)).toEqual(['ok', 'warning']);
    expect(findings[1]).toMatchObject({
      found: 'Not confirmed: y…@example.org.',
      todo: expect.stringMatching(/AWS Notifications.*spam/),
    });
  });

  it('finds a problem when nobody has confirmed', () => {
    expect(judge([pending(you)])).toMatchObject([
      { state: 'problem', found: expect.stringContaining('Nobody is told of alarms yet.') },
    ]);
  });

  it('finds a problem when there is nobody, or no topic', () => {
    expect(states(judge([], []))).toEqual(['problem']);
    expect(states(judge([]))).toEqual(['problem']);
    expect(states(judge(undefined))).toEqual(['problem']);
  });

  it('warns of somebody in the configuration who is not told', () => {
    expect(judge([confirmed(phone)])).toMatchObject([
      { state: 'ok' },
      { state: 'warning', found: expect.stringContaining('y…@example.org') },
    ]);
  });

  it('knows an address in any case, and a number without its plus', () => {
    const written = [
      { ...you, endpoint: 'You@Example.org' },
      { ...phone, endpoint: '41791234567' },
    ];
    expect(states(judge([confirmed(you), confirmed(phone)], written))).toEqual(['ok']);
  });
});

describe('stateOf', () => {
  it('reads what SNS writes in the place of a name', () => {
    expect(stateOf('arn:aws:sns:eu-west-1:123456789012:alarm:1')).toBe('confirmed');
    expect(stateOf('PendingConfirmation')).toBe('pending');
    expect(stateOf('pending confirmation')).toBe('pending');
    expect(stateOf('Deleted')).toBeUndefined();
  });
});

describe('nameOf', () => {
  it.each([
    ['email', 'you@example.org', 'y…@example.org'],
    ['email', 'nonsense', '…'],
    ['sms', '+41791234567', '+41…67 (sms)'],
    ['sms', '12345', '… (sms)'],
    [
      'https',
      'https://hooks.example.org/services/T0/secret',
      'https://hooks.example.org/… (https)',
    ],
    ['lambda', 'arn:aws:lambda:eu-west-1:123456789012:function:bell', 'bell (lambda)'],
  ])('masks %s %s', (protocol, endpoint, masked) => {
    expect(nameOf({ protocol, endpoint })).toBe(masked);
  });
});
