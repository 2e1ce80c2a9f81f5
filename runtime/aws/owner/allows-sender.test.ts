import { describe, expect, it } from 'vitest';
import { allowSender, denyPlainHttp, policyDocument } from '../../../infra/policy-document.ts';
import { allowsSender } from './allows-sender.ts';

const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:intellicam-home-classifier';
const sourceArn = 'arn:aws:s3:::intellicam-home-123456789012';
const account = '123456789012';
const sending = { service: 's3.amazonaws.com', queueArn, sourceArn, account };
const sender = { service: 's3.amazonaws.com', sourceArn, accountId: account };

function statement(change: object = {}): string {
  const [allow] = JSON.parse(
    policyDocument([allowSender(sender, 'sqs:SendMessage', queueArn)]),
  ).Statement;
  return JSON.stringify({ Statement: { ...allow, ...change } });
}

describe('allowsSender', () => {
  it('knows the policy that is deployed', () => {
    const deployed = policyDocument([
      allowSender(sender, 'sqs:SendMessage', queueArn),
      denyPlainHttp('sqs:*', queueArn),
    ]);
    expect(allowsSender(deployed, sending)).toBe(true);
  });

  it.each([
    ['a single statement', {}],
    ['every action', { Action: ['sqs:*'] }],
    ['SQS in capitals', { Action: 'SQS:SendMessage' }],
    ['no conditions', { Condition: undefined }],
    ['everybody', { Principal: '*' }],
    ['a pattern of buckets', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::inte*' } } }],
  ])('takes %s', (_, change) => {
    expect(allowsSender(statement(change), sending)).toBe(true);
  });

  it.each([
    ['a refusal', { Effect: 'Deny' }],
    ['another service', { Principal: { Service: 'events.amazonaws.com' } }],
    ['another action', { Action: 'sqs:ReceiveMessage' }],
    ['another queue', { Resource: `${queueArn}-dead-letters` }],
    ['another bucket', { Condition: { ArnEquals: { 'aws:SourceArn': `${sourceArn}0` } } }],
    ['another account', { Condition: { StringEquals: { 'aws:SourceAccount': '210987654321' } } }],
    ['what it cannot judge', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['a key it does not know', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    ['a negation', { Condition: { ArnNotEquals: { 'aws:SourceArn': sourceArn } } }],
  ])('does not take %s', (_, change) => {
    expect(allowsSender(statement(change), sending)).toBe(false);
  });

  it.each([undefined, '', 'no JSON', '{}', '{"Statement":[{"Effect":1}]}'])(
    'finds nobody allowed in %j',
    (policy) => {
      expect(allowsSender(policy, sending)).toBe(false);
    },
  );
});
