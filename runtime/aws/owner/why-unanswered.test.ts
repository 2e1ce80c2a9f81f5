import { describe, expect, it } from 'vitest';
import { ask, askAbout, UnansweredError } from './ask.ts';
import { examine } from './finding.ts';
import { kindOfFailure, whyUnanswered } from './why-unanswered.ts';

function failure(name: string, message = 'no', more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}

const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('kindOfFailure', () => {
  it.each([
    ['no-credentials', failure('CredentialsProviderError', 'Could not load credentials')],
    ['expired', failure('CredentialsProviderError', 'The SSO session token has expired')],
    ['expired', failure('ExpiredTokenException')],
    ['wrong-key', failure('InvalidClientTokenId')],
    ['wrong-clock', failure('SignatureDoesNotMatch', 'Signature expired: 2026 is before 2027')],
    ['denied', failure('AccessDeniedException')],
    ['denied', failure('SyntaxError', 'Unexpected token. Deserialization error', status(403))],
    ['not-understood', failure('SyntaxError', 'x Deserialization error: y', status(404))],
    ['unreachable', failure('TimeoutError')],
    ['unreachable', failure('Error', 'connect', { code: 'ECONNREFUSED' })],
    ['unreachable', new AggregateError([failure('Error')])],
    ['other', failure('ThrottlingException', 'Rate exceeded', status(400))],
  ] as const)('is %s for %s', (kind, error) => {
    expect(kindOfFailure(error)).toBe(kind);
  });
});

describe('whyUnanswered', () => {
  it('names the right that is missing', () => {
    const error = new UnansweredError('sqs:GetQueueAttributes', failure('AccessDenied'));
    expect(whyUnanswered(error)).toBe('the right sqs:GetQueueAttributes is missing');
  });

  it('keeps what AWS said in one short line, without its full stop', () => {
    const error = new UnansweredError('x:Y', failure('Odd', `two\nlines.`));
    expect(whyUnanswered(error)).toBe('x:Y: Odd: two lines');
    const long = new UnansweredError('x:Y', failure('Odd', 'a'.repeat(1000)));
    expect(whyUnanswered(long).length).toBeLessThan(200);
  });
});

describe('examine', () => {
  it('makes of a question without an answer something that was found, with what to do', async () => {
    const findings = await examine('queues', () =>
      ask('sqs:ListQueues', () => Promise.reject(failure('AccessDenied'))),
    );
    expect(findings).toEqual([
      {
        check: 'queues',
        state: 'unknown',
        found: 'This could not be examined: the right sqs:ListQueues is missing.',
        todo: expect.stringContaining('Allow sqs:ListQueues'),
      },
    ]);
  });
});

describe('askAbout', () => {
  it('takes for gone what AWS calls so, and nothing else', async () => {
    const asking = (name: string) =>
      askAbout('s3:GetObject', ['NoSuchKey'], () => Promise.reject(failure(name)));
    expect(await asking('NoSuchKey')).toBeUndefined();
    await expect(asking('NoSuchBucket')).rejects.toThrow(UnansweredError);
  });
});
