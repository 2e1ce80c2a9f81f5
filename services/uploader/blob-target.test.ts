import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { blobTarget } from './blob-target.ts';
import { SendError } from './picture-target.ts';

const key = 'upload/garden/01-20261120140211-03.jpg';
const metadata = { 'captured-at': '2026-11-20T13:02:11.000Z' };

describe('blobTarget', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  function send(
    text: string,
    {
      blobs = store.blobs,
      replace = false,
    }: Partial<{ blobs: Pick<BlobStore, 'get' | 'put'>; replace: boolean }> = {},
  ) {
    const picture = { key, bytes: Buffer.from(text), contentType: 'image/jpeg', metadata, replace };
    return blobTarget(blobs).send(picture);
  }

  async function contents(): Promise<readonly (readonly [string, string])[]> {
    const found: [string, string][] = [];
    for await (const { key: name } of store.blobs.list('')) {
      found.push([name, new TextDecoder().decode((await store.blobs.get(name))?.bytes)]);
    }
    return found;
  }

  it('stores a picture under its key, with its metadata', async () => {
    expect(await send('picture')).toBe('stored');
    expect(await contents()).toEqual([[key, 'picture']]);
    expect((await store.blobs.get(key))?.metadata).toEqual(metadata);
  });

  it('stores the same bytes once, however often they are sent', async () => {
    await send('picture');
    expect(await send('picture')).toBe('exists');
    expect(await contents()).toHaveLength(1);
  });

  it('gives other bytes another key when the first still wait, and finds it again', async () => {
    await send('picture');
    expect(await send('another picture')).toBe('stored');
    expect(await send('another picture')).toBe('exists');
    const other = expect.stringMatching(/^upload\/garden\/[0-9a-f]{8}-01-20261120140211-03\.jpg$/);
    expect(await contents()).toEqual([
      [key, 'picture'],
      [other, 'another picture'],
    ]);
  });

  it('gives each of many pictures of one name its own key', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => send(text)));
    expect((await contents()).map(([, text]) => text).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps one key when two send the same picture at the same time', async () => {
    expect((await Promise.all([send('picture'), send('picture')])).sort()).toEqual([
      'exists',
      'stored',
    ]);
    expect(await contents()).toHaveLength(1);
  });

  it('takes the plain key again once the first picture has gone', async () => {
    await send('picture');
    await store.blobs.delete(key, (await store.blobs.get(key))?.etag ?? '');
    await send('another picture');
    expect(await contents()).toEqual([[key, 'another picture']]);
  });

  it('does not send a picture twice that was classified while it was sent', async () => {
    await send('picture');
    const racing: Pick<BlobStore, 'get' | 'put'> = {
      put: store.blobs.put,
      get: async (name) => {
        const waiting = await store.blobs.get(name);
        if (waiting !== undefined) await store.blobs.delete(name, waiting.etag);
        return undefined;
      },
    };
    await send('picture', { blobs: racing });
    expect(await contents()).toEqual([[key, 'picture']]);
  });

  it('replaces what is to be replaced', async () => {
    await send('picture', { replace: true });
    expect(await send('newer', { replace: true })).toBe('stored');
    expect(await contents()).toEqual([[key, 'newer']]);
  });

  it('fails, overwriting nothing, when both keys are taken', async () => {
    const stubborn: Pick<BlobStore, 'get' | 'put'> = {
      get: async () => undefined,
      put: async () => ({ outcome: 'conflict' }),
    };
    await expect(send('picture', { blobs: stubborn })).rejects.toThrow(key);
    expect(await contents()).toEqual([]);
  });

  it('says that it is busy when the disk is full, and nothing more of other faults', async () => {
    const failing = (cause: Error): Pick<BlobStore, 'get' | 'put'> => ({
      get: store.blobs.get,
      put: async () => Promise.reject(new Error('write object', { cause })),
    });
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const failure = send('picture', { blobs: failing(full) });
    await expect(failure).rejects.toEqual(
      new SendError('busy', 'the disk is full: make room, and pictures go on'),
    );
    await expect(failure).rejects.toMatchObject({ failure: 'busy' });
    const other = send('picture', { blobs: failing(new Error('EISDIR')) });
    await expect(other).rejects.not.toBeInstanceOf(SendError);
  });
});
