import { describe, expect, it } from 'vitest';
import { UnansweredError } from './ask.ts';
import { judgeCaller, judgeNobody } from './check-credentials.ts';

const arn = 'arn:aws:iam::123456789012:user/owner';

describe('judgeCaller', () => {
  it('knows the account of the pipeline', () => {
    expect(judgeCaller({ account: '123456789012', arn }, '123456789012').state).toBe('ok');
  });

  it('says which account it should be', () => {
    expect(judgeCaller({ account: '123456789012', arn }, '210987654321')).toMatchObject({
      state: 'problem',
      todo: expect.stringContaining('account 210987654321'),
    });
  });
});

describe('judgeNobody', () => {
  const nobody = (name: string, message: string) =>
    judgeNobody(
      new UnansweredError('sts:GetCallerIdentity', Object.assign(new Error(message), { name })),
    );

  it.each([
    [
      'CredentialsProviderError',
      'Could not load',
      'There are no AWS credentials.',
      'aws configure',
    ],
    ['ExpiredToken', 'x', 'The AWS session has expired.', 'aws sso login'],
    ['InvalidClientTokenId', 'x', 'AWS does not know these credentials.', 'aws configure list'],
    ['RequestTimeTooSkewed', 'x', "This machine's clock is wrong.", 'clock'],
    ['TimeoutError', 'x', 'AWS cannot be reached.', 'network'],
  ])('says after %s how to sign in', (name, message, found, todo) => {
    expect(nobody(name, message)).toMatchObject({
      state: 'problem',
      found,
      todo: expect.stringContaining(todo),
    });
  });
});
