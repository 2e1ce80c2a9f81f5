import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { uploadPicture } from './upload-picture.ts';

const file = '01-20261120140211-03.jpg';
const key = `upload/garden/${file}`;
const mtime = new Date('2026-11-20T13:02:15.000Z');

describe('uploadPicture', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  function upload(text: string, name = file, blobs: Pick<BlobStore, 'get' | 'put'> = store.blobs) {
    const picture = { camera: 'garden', file: name, bytes: Buffer.from(text), mtime };
    return uploadPicture(blobs, picture, 'Europe/Berlin');
  }

  async function contents(): Promise<Readonly<Record<string, string>>> {
    const found: Record<string, string> = {};
    for await (const { key: name } of store.blobs.list('')) {
      found[name] = new TextDecoder().decode((await store.blobs.get(name))?.bytes);
    }
    return found;
  }

  it('stores a picture under its camera and name, with the time it was taken', async () => {
    expect(await upload('picture')).toBe(key);
    expect(await contents()).toEqual({ [key]: 'picture' });
    expect((await store.blobs.get(key))?.metadata).toEqual({
      'captured-at': '2026-11-20T13:02:11.000Z',
    });
  });

  it('goes by the file’s own time when the name tells none', async () => {
    const name = await upload('picture', 'lastsnap.jpg');
    expect((await store.blobs.get(name))?.metadata).toEqual({
      'captured-at': '2026-11-20T13:02:15.000Z',
    });
  });

  it('keeps the folders below the camera', async () => {
    expect(await upload('picture', '2026/11/a.jpg')).toBe('upload/garden/2026/11/a.jpg');
  });

  it('sends the same bytes again to the same key, and stores them once', async () => {
    await upload('picture');
    expect(await upload('picture')).toBe(key);
    expect(Object.keys(await contents())).toEqual([key]);
  });

  it('gives other bytes another key when the first still wait', async () => {
    await upload('picture');
    const other = await upload('another picture');
    expect(other).toMatch(/^upload\/garden\/[0-9a-f]{8}-01-20261120140211-03\.jpg$/);
    expect(await contents()).toEqual({ [key]: 'picture', [other]: 'another picture' });
    expect((await store.blobs.get(other))?.metadata).toEqual({
      'captured-at': '2026-11-20T13:02:11.000Z',
    });
  });

  it('finds the other key again', async () => {
    await upload('picture');
    const other = await upload('another picture');
    expect(await upload('another picture')).toBe(other);
    expect(Object.keys(await contents())).toHaveLength(2);
  });

  it('gives each of many pictures of one name its own key', async () => {
    const keys = await Promise.all(['a', 'b', 'c', 'd'].map((text) => upload(text)));
    expect(new Set(keys).size).toBe(4);
  });

  it('keeps the first key when two send the same picture at the same time', async () => {
    expect(await Promise.all([upload('picture'), upload('picture')])).toEqual([key, key]);
  });

  it('takes the plain key again once the first picture has gone', async () => {
    await upload('picture');
    const waiting = await store.blobs.get(key);
    await store.blobs.delete(key, waiting?.etag ?? '');
    expect(await upload('another picture')).toBe(key);
  });

  it('does not send a picture twice that was classified while it was sent', async () => {
    await upload('picture');
    const racing: Pick<BlobStore, 'get' | 'put'> = {
      put: store.blobs.put,
      get: async (name) => {
        const waiting = await store.blobs.get(name);
        if (waiting !== undefined) await store.blobs.delete(name, waiting.etag);
        return undefined;
      },
    };
    expect(await upload('picture', file, racing)).toBe(key);
  });

  it('fails, overwriting nothing, when both keys are taken', async () => {
    const stubborn: Pick<BlobStore, 'get' | 'put'> = {
      get: async () => undefined,
      put: async () => ({ outcome: 'conflict' }),
    };
    await expect(upload('picture', file, stubborn)).rejects.toThrow(file);
    expect(await contents()).toEqual({});
  });
});
