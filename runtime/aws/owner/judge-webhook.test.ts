import { describe, expect, it } from 'vitest';
import { noSecretYet, secretTold } from '../../../contracts/webhook-delivery.ts';
import { judgeConnection, judgeTarget } from './judge-webhook.ts';

describe('the connection of a webhook', () => {
  const connection = {
    ...{ Description: secretTold, ConnectionState: 'AUTHORIZED' as const },
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization' } },
  };

  it('is well when its secret was told', () => {
    expect(judgeConnection(connection, 'Authorization')).toBeUndefined();
  });

  it.each([
    ['is gone', undefined, 'gone'],
    ['has no secret yet', { Description: noSecretYet }, 'no secret yet'],
    ['is not authorised', { ConnectionState: 'DEAUTHORIZED' as const }, 'DEAUTHORIZED'],
  ])('%s', (_what, change, found) => {
    const judged = judgeConnection(change && { ...connection, ...change }, 'Authorization');
    expect(judged?.found).toContain(found);
    expect(judged?.isGone).toBe(change === undefined ? true : undefined);
  });

  it('sends its secret in the header that is configured', () => {
    expect(judgeConnection(connection, 'X-Api-Key')?.found).toBe(
      'Its secret is sent as Authorization, and X-Api-Key is configured.',
    );
  });
});

describe('the target of a webhook with a secret address', () => {
  const webhook = { destinationArn: 'arn:aws:events:eu-west-1:1:api-destination/phone/1' };
  const input = { paths: { text: '$.detail.text' }, template: '{"topic":"*","message":<text>}' };
  const target = {
    Arn: webhook.destinationArn,
    InputTransformer: {
      InputPathsMap: { text: '$.detail.text' },
      InputTemplate: '{"topic":"secret","message":<text>}',
    },
  };

  it('is well as its owner made it, whatever the topic', () => {
    expect(judgeTarget(target, { webhook, input })).toBeUndefined();
    const plain = { Arn: webhook.destinationArn, InputPath: '$.detail' };
    expect(judgeTarget(plain, { webhook, input: { path: '$.detail' } })).toBeUndefined();
  });

  it('has to be made first', () => {
    expect(judgeTarget(undefined, { webhook, input })?.found).toContain('no address yet');
  });

  it.each([
    ['another destination', { ...target, Arn: `${webhook.destinationArn}2` }, input],
    ['another template', target, { ...input, template: '{"topic":"*","title":<text>}' }],
    ['another form', target, { path: '$.detail' }],
    ['no template any more', { Arn: target.Arn, InputPath: '$.detail' }, input],
  ])('is out of date with %s', (_what, found, wanted) => {
    expect(judgeTarget(found, { webhook, input: wanted })?.found).toContain('has changed');
  });
});
