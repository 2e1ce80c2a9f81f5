import { describe, expect, it } from 'vitest';
import { judgeDeadLetters } from '../../runtime/aws/owner/check-dead-letters.ts';
import { lossesOf } from './losses-of.ts';
import { formatFindings } from './print-findings.ts';
import { wrapCommand, wrapText } from './wrap-text.ts';

const deployment = {
  ...{ stage: 'home', region: 'eu-west-1', account: '123456789012', bus: 'intellicam-home' },
  ...{ bucket: 'intellicam-home-123456789012', uploadsQueueUrl: '', queueUrls: {} },
  undeliveredQueueUrl:
    'https://sqs.eu-west-1.amazonaws.com/123456789012/intellicam-home-undelivered',
  deadLetterQueueUrls: {
    notifier:
      'https://sqs.eu-west-1.amazonaws.com/123456789012/intellicam-home-notifier-dead-letters',
  },
  functionNames: { notifier: 'intellicam-home-notifier' },
  alarmTopicArn: 'arn:aws:sns:eu-west-1:123456789012:intellicam-home-alarm',
  operationsTopicArn: 'arn:aws:sns:eu-west-1:123456789012:intellicam-home-operations',
};
const plain = (_: string, text: string) => text;

describe('formatFindings', () => {
  it('shows what the owner lost and the commands to look, as a shell takes them', () => {
    const dead = {
      ...{ consumer: 'notifier', url: deployment.deadLetterQueueUrls.notifier, messages: 3 },
      loss: lossesOf(deployment).notifier ?? '',
    };
    const findings = [
      { check: 'region', state: 'ok', found: 'Deployed.' } as const,
      judgeDeadLetters(dead, deployment),
    ];
    expect(formatFindings(deployment, findings, plain)).toBe(
      `IntelliCam home in eu-west-1, account 123456789012

ok       region        Deployed.
problem  dead letters  3 messages in intellicam-home-notifier-dead-letters. Alarms were recognised,
                       but their messages did not reach you. Nothing is gone: once the cause is
                       mended, redrive intellicam-home-notifier-dead-letters within 14 days.
    -> Look what it is and why, and when the cause is mended, let it be handled again:
       intellicam dlq show notifier
       aws logs tail /aws/lambda/intellicam-home-notifier --since 14d --filter-pattern ERROR \\
         --region eu-west-1
       intellicam dlq redrive notifier

1 problem, 0 warnings, 0 unknown, 1 fine
`,
    );
  });
});

describe('wrapText', () => {
  it('breaks between words, and keeps a word that is too long', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('a https://example.org b', 8)).toEqual(['a', 'https://example.org', 'b']);
  });
});

describe('wrapCommand', () => {
  it('breaks before an option, so that a shell takes it as one', () => {
    expect(wrapCommand('aws sns x --one 1 --two 2 --three 3', 22)).toEqual([
      'aws sns x --one 1 \\',
      '  --two 2 --three 3',
    ]);
  });
});

describe('lossesOf', () => {
  it('has words for every queue that nobody reads', () => {
    expect(Object.keys(lossesOf(deployment)).toSorted()).toEqual(['notifier', 'undelivered']);
  });
});
