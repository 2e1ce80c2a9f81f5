import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore, picture, refuse, signIn } from './scripted-store.ts';

beforeEach(signIn);

describe('s3Target', () => {
  it('asks for other credentials when the store did not accept them', async () => {
    const { target, asked } = await openStore(refuse(403, 'InvalidAccessKeyId'));
    await expect(target.send(picture)).rejects.toMatchObject({ failure: 'rights' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOTHER');
    await target.send(picture);
    expect(asked[1]?.request.headers.authorization).toContain('AKIAOTHER');
  });

  it('takes the key of a profile that is named rather than the environment’s', async () => {
    vi.stubEnv('AWS_PROFILE', 'nobody');
    const { target, asked } = await openStore();
    await expect(target.send(picture)).rejects.toMatchObject({ failure: 'rights' });
    expect(asked).toEqual([]);
  });

  it('says what to do when there are no credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    const { target, asked } = await openStore();
    await expect(target.send(picture)).rejects.toMatchObject({
      failure: 'rights',
      message: expect.stringContaining('enroll this camera'),
    });
    expect(asked).toEqual([]);
    signIn();
    expect(await target.send(picture)).toBe('stored');
  });
});
