import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../../runtime/blob-store.ts';
import { type TemporaryStore, temporaryStore } from '../../../test/adapters/temporary-store.ts';
import { noteSighting } from './visit-notes.ts';

describe('noteSighting', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  const note = (
    imageId: string,
    rules = ['R'],
    blobs: Pick<BlobStore, 'get' | 'put'> = store.blobs,
  ) => noteSighting(blobs, { camera: 'garden', motionEvent: '7', imageId, rules });

  it('finds another picture, and never the same one', async () => {
    expect(await note('a')).toEqual(new Set());
    expect(await note('a')).toEqual(new Set());
    expect(await note('b')).toEqual(new Set(['R']));
    expect(await note('a')).toEqual(new Set(['R']));
  });

  it('tells rules, cameras and motion events apart', async () => {
    await note('a', ['R', 'S']);
    expect(await note('b', ['S', 'T'])).toEqual(new Set(['S']));
    const elsewhere = { camera: 'gate', motionEvent: '7', imageId: 'b', rules: ['R'] };
    expect(await noteSighting(store.blobs, elsewhere)).toEqual(new Set());
    const later = { camera: 'garden', motionEvent: '8', imageId: 'b', rules: ['R'] };
    expect(await noteSighting(store.blobs, later)).toEqual(new Set());
  });

  it('finds the other at least once when two come at the same time, whoever is slower', async () => {
    // Both have looked before either writes.
    let waiting = 0;
    let release = () => {};
    const bothLooked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const racing: Pick<BlobStore, 'get' | 'put'> = {
      get: async (key) => {
        const blob = await store.blobs.get(key);
        waiting += 1;
        if (waiting === 2) release();
        if (waiting <= 2) await bothLooked;
        return blob;
      },
      put: store.blobs.put,
    };
    const found = await Promise.all([note('a', ['R'], racing), note('b', ['R'], racing)]);
    expect(found.map(({ size }) => size).toSorted()).toEqual([0, 1]);
  });

  it('finds somebody for all but one of many at the same time', async () => {
    const many = Array.from({ length: 8 }, (_, at) => note(`image ${at}`));
    const alone = (await Promise.all(many)).filter(({ size }) => size === 0);
    expect(alone.length).toBeLessThanOrEqual(1);
  });

  it('keeps two pictures of a rule, and writes no more than it needs', async () => {
    let writes = 0;
    const counting: Pick<BlobStore, 'get' | 'put'> = {
      get: store.blobs.get,
      put: (...call) => {
        writes += 1;
        return store.blobs.put(...call);
      },
    };
    for (const imageId of ['a', 'b', 'c', 'd', 'a']) await note(imageId, ['R'], counting);
    expect(writes).toBe(2);
    expect(await note('e')).toEqual(new Set(['R']));
  });

  it('begins anew what cannot be read', async () => {
    await store.blobs.put('state/visits/garden/7.json', new TextEncoder().encode('{'));
    expect(await note('a')).toEqual(new Set());
    expect(await note('b')).toEqual(new Set(['R']));
  });

  it('takes whatever a camera calls its event', async () => {
    const strange = {
      camera: 'garden',
      motionEvent: `../${'ü/'.repeat(900)}`,
      rules: ['__proto__'],
    };
    expect(await noteSighting(store.blobs, { ...strange, imageId: 'a' })).toEqual(new Set());
    const keys = [];
    for await (const { key } of store.blobs.list('state/visits/garden/')) keys.push(key);
    expect(keys).toHaveLength(1);
  });
});
