import { describe, expect, it } from 'vitest';
import { UsageError } from '../../runtime/usage-error.ts';
import { parseSubscriber } from './parse-subscriber.ts';

const configuration = {
  cameras: ['garden', 'gate'],
  recipients: { emails: ['owner@example.org'], sms: ['+41791234567'], people: {} },
};

function parse(wish: Parameters<typeof parseSubscriber>[0]) {
  return parseSubscriber(wish, configuration);
}

describe('parseSubscriber', () => {
  it('takes a mail address and all alarms', () => {
    expect(parse({ email: 'anna@example.org' })).toEqual({
      subscriber: {
        ...{ protocol: 'email', endpoint: 'anna@example.org' },
        filter: { cameras: [], labels: [] },
      },
      warnings: [],
    });
  });

  it('takes a phone number, cameras and labels, each once and as alarms spell them', () => {
    const camera = ['gate', 'default', 'gate'];
    const label = ['human', 'Person', ' vehicle '];
    expect(parse({ sms: '+491701234567', camera, label })).toEqual({
      subscriber: {
        ...{ protocol: 'sms', endpoint: '+491701234567' },
        filter: { cameras: ['gate', 'default'], labels: ['Person', 'Vehicle'] },
      },
      warnings: [],
    });
  });

  it('warns of a camera and a label that nothing knows, and keeps them', () => {
    const { subscriber, warnings } = parse({ email: 'a@b.org', camera: ['gat'], label: ['Dogg'] });
    expect(subscriber.filter).toEqual({ cameras: ['gat'], labels: ['Dogg'] });
    expect(warnings).toEqual([
      expect.stringContaining('no camera gat; did you mean gate?'),
      expect.stringContaining('no label Dogg; did you mean Dog?'),
    ]);
  });

  it('warns that a deployment undoes the filter of a configured recipient', () => {
    expect(parse({ email: 'owner@example.org' }).warnings).toEqual([]);
    expect(parse({ email: 'owner@example.org', label: ['Person'] }).warnings).toEqual([
      expect.stringContaining('the next deployment'),
    ]);
  });

  it.each([
    ['nobody', {}, /--email ADDRESS or --sms NUMBER/],
    ['two at once', { email: 'a@b.org', sms: '+41791234567' }, /either/],
    ['no address', { email: 'anna' }, /--email must be an e-mail address.*"anna"/],
    ['a local number', { sms: '0791234567' }, /--sms must be an international phone number/],
    ['no name of a camera', { email: 'a@b.org', camera: ['a/b'] }, /--camera must be.*"a\/b"/],
    ['an empty label', { email: 'a@b.org', label: [' '] }, /--label needs/],
    [
      'more than SNS takes',
      {
        email: 'a@b.org',
        camera: Array.from({ length: 16 }, (_, n) => `camera${n}`),
        label: Array.from({ length: 10 }, (_, n) => `Label ${n}`),
      },
      /at most 150 pairs.*160/,
    ],
  ])('refuses %s with one sentence', (_, wish, sentence) => {
    expect(() => parse(wish)).toThrow(UsageError);
    expect(() => parse(wish)).toThrow(sentence);
  });
});
