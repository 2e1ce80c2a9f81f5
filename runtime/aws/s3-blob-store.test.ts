import { S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3BlobStore } from './s3-blob-store.ts';

const bytes = new Uint8Array(1);

function failure(name: string, httpStatusCode: number): Error {
  return new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode } });
}

/** A bucket that gives these answers, one after the other, and counts what it was asked. */
function answering(...answers: readonly unknown[]) {
  const waiting = [...answers];
  const asked: string[] = [];
  const send = async (command: object): Promise<never> => {
    asked.push(command.constructor.name);
    const answer = waiting.shift();
    if (answer instanceof Error) throw answer;
    return answer as never;
  };
  return { asked, blobs: s3BlobStore({ client: { send }, bucket: 'pictures' }) };
}

describe('the S3 blob store', () => {
  it('writes again when two conditional writes met', async () => {
    const conflict = failure('ConditionalRequestConflict', 409);
    const { blobs, asked } = answering(conflict, conflict, { ETag: '"e"' });
    const put = await blobs.put('a', bytes, { condition: 'if-absent' });
    expect(put).toEqual({ outcome: 'stored', etag: 'e' });
    expect(asked).toHaveLength(3);
  });

  it('gives up when they meet again and again', async () => {
    const conflicts = Array.from({ length: 9 }, () => failure('ConditionalRequestConflict', 409));
    const { blobs, asked } = answering(...conflicts);
    await expect(blobs.put('a', bytes)).rejects.toThrow('write object a');
    expect(asked).toHaveLength(5);
  });

  it.each([
    ['AccessDenied', 403],
    ['NoSuchBucket', 404],
    ['SlowDown', 503],
    ['InternalError', 500],
  ])('never takes %s for an object that is not there', async (name, status) => {
    const cause = failure(name, status);
    const always = () => answering(cause, cause, cause).blobs;
    const ifMatch = 'e';
    for (const attempt of [
      always().get('a/b'),
      always().get('a/b', { firstBytes: 1 }),
      always().put('a/b', bytes, { condition: 'if-absent' }),
      always().put('a/b', bytes, { condition: { ifMatch } }),
      always().copy('a/b', 'c', { ifMatch }),
      always().delete('a/b', ifMatch),
    ]) {
      await expect(attempt).rejects.toThrow('a/b');
    }
  });

  it.each(['NoSuchKey', 'NoSuchVersion'])(
    'knows an object that is not there by %s',
    async (name) => {
      const { blobs } = answering(failure(name, 404));
      expect(await blobs.get('a')).toBeUndefined();
    },
  );

  it('says that a copy was refused because the destination was taken', async () => {
    const refused = failure('PreconditionFailed', 412);
    const { blobs } = answering(refused, { ETag: '"e"' });
    expect(await blobs.copy('a', 'b', { ifMatch: 'e' })).toBe('exists');
  });

  it('says that a copy was refused because the original was replaced', async () => {
    const { blobs } = answering(failure('PreconditionFailed', 412), failure('NotFound', 404));
    expect(await blobs.copy('a', 'b', { ifMatch: 'e' })).toBe('missing');
  });
});
