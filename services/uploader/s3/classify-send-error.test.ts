import { describe, expect, it } from 'vitest';
import { SendError } from '../picture-target.ts';
import { classifyException, classifyRefusal } from './classify-send-error.ts';
import { TimeoutError } from './http-connection.ts';

describe('classifyRefusal', () => {
  it.each([
    [403, 'AccessDenied', 'rights', 'uploader.yaml'],
    [403, 'InvalidAccessKeyId', 'rights', 'intellicam camera add'],
    [403, 'SignatureDoesNotMatch', 'rights', 'copy it again'],
    [403, 'RequestTimeTooSkewed', 'clock', 'timedatectl'],
    [403, undefined, 'rights', 'intellicam camera add'],
    [401, undefined, 'rights', 'intellicam camera add'],
    [400, 'ExpiredToken', 'rights', 'expired'],
    [400, 'InvalidToken', 'rights', 'intellicam camera add'],
    [404, 'NoSuchBucket', 'rights', 'bucket in uploader.yaml'],
    [301, 'PermanentRedirect', 'rights', 'another region'],
    [301, undefined, 'rights', 'another region'],
    [400, 'AuthorizationHeaderMalformed', 'rights', 'another region'],
    [400, 'EntityTooLarge', 'refused', 'too large'],
    [413, undefined, 'refused', 'too large'],
    [400, 'KeyTooLongError', 'refused', 'too long'],
    [400, 'MetadataTooLarge', 'refused', 'too long'],
    [400, 'BadDigest', 'busy', 'damaged'],
    [400, 'InvalidDigest', 'busy', 'damaged'],
    [400, 'XAmzContentSHA256Mismatch', 'busy', 'damaged'],
    [400, 'IncompleteBody', 'unreachable', 'whole'],
    [400, 'RequestTimeout', 'unreachable', 'in time'],
    [409, 'ConditionalRequestConflict', 'busy', 'again'],
    [409, 'OperationAborted', 'busy', 'again'],
    [429, undefined, 'busy', 'again'],
    [500, 'InternalError', 'busy', 'again'],
    [502, undefined, 'busy', 'again'],
    [503, 'SlowDown', 'busy', 'again'],
    [503, 'ServiceUnavailable', 'busy', 'again'],
    [507, undefined, 'busy', 'again'],
    [307, 'TemporaryRedirect', 'busy', 'moved'],
    [400, 'SomethingNew', 'busy', 'again'],
    [418, undefined, 'busy', 'again'],
    // What a hotel's network answers until somebody has signed in.
    [200, undefined, 'unreachable', 'somebody else'],
    [302, undefined, 'unreachable', 'somebody else'],
  ] as const)('takes %i %s for %s', (status, code, failure, word) => {
    const error = classifyRefusal({ status, code });
    expect(error).toBeInstanceOf(SendError);
    expect(error.failure).toBe(failure);
    expect(error.message).toContain(word);
    expect(error.message).toContain(`(${[status, code].filter(Boolean).join(', ')})`);
  });

  it('says where the bucket is', () => {
    const refusal = { status: 301, code: 'PermanentRedirect', region: 'eu-central-1' };
    expect(classifyRefusal(refusal).message).toMatch(/\(301, PermanentRedirect, eu-central-1\)$/);
  });
});

describe('classifyException', () => {
  const withCode = (code: string, message = code) => Object.assign(new Error(message), { code });
  const timeout = new TimeoutError('no answer within 60 seconds');
  const nobody = Object.assign(new AggregateError([withCode('ECONNREFUSED')]), {
    code: 'ECONNREFUSED',
  });

  it.each([
    [withCode('ENOTFOUND'), 'unreachable'],
    [withCode('EAI_AGAIN'), 'unreachable'],
    [withCode('ECONNREFUSED'), 'unreachable'],
    [withCode('ECONNRESET'), 'unreachable'],
    [withCode('EPIPE'), 'unreachable'],
    [withCode('ENETUNREACH'), 'unreachable'],
    [withCode('ETIMEDOUT'), 'unreachable'],
    [withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), 'unreachable'],
    [nobody, 'unreachable'],
    [new AggregateError([withCode('ECONNREFUSED')]), 'unreachable'],
    [timeout, 'unreachable'],
    [withCode('CERT_NOT_YET_VALID'), 'clock'],
    [withCode('CERT_HAS_EXPIRED'), 'clock'],
    [new TypeError('something of ours'), 'busy'],
    ['no error at all', 'busy'],
  ] as const)('takes %s for %s', (error, failure) => {
    const classified = classifyException(error);
    expect(classified.failure).toBe(failure);
    expect(classified.cause).toBe(error);
    expect(classified.message).not.toMatch(/: $/);
  });

  it('leaves alone what is sorted already', () => {
    const error = new SendError('rights', 'enroll again');
    expect(classifyException(error)).toBe(error);
  });
});
