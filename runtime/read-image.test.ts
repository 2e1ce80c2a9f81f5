import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryStore, temporaryStore } from '../test/adapters/temporary-store.ts';
import type { BlobStore, GetOptions, StoredBlob } from './blob-store.ts';
import { readImage } from './read-image.ts';

const key = 'upload/garden/a.jpg';
const destinationKey = 'jpg_alarm/garden/a.jpg';

function blob(etag: string): StoredBlob {
  const bytes = new TextEncoder().encode(etag);
  return { etag, sizeBytes: bytes.length, lastModified: new Date(0), metadata: {}, bytes };
}

/** A versioned bucket of etags, told by `key`, or `key?version`. */
function bucket(objects: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const get = async (name: string, { versionId }: GetOptions = {}) => {
    const place = versionId === undefined ? name : `${name}?${versionId}`;
    asked.push(place);
    const etag = objects[place];
    return etag === undefined ? undefined : blob(etag);
  };
  return { asked, blobs: { get } };
}

describe('readImage', () => {
  const image = { key, versionId: 'v1', etag: 'e1', destinationKey };

  it.each([
    ['by version', { [`${key}?v1`]: 'e1', [key]: 'e2', [destinationKey]: 'e1' }, 1],
    ['under its key', { [key]: 'e1', [destinationKey]: 'e1' }, 2],
    ['where it was filed', { [destinationKey]: 'e1' }, 3],
    [
      'where it was filed, when another was uploaded since',
      { [key]: 'e2', [destinationKey]: 'e1' },
      3,
    ],
  ])('finds a picture %s', async (_, objects, reads) => {
    const { asked, blobs } = bucket(objects);
    expect((await readImage(blobs, image))?.etag).toBe('e1');
    expect(asked).toEqual([`${key}?v1`, key, destinationKey].slice(0, reads));
  });

  it('finds a picture that a judgement has moved on', async () => {
    const turned = 'jpg_quiet/garden/a-5f0c2a9b.jpg';
    const { asked, blobs } = bucket({ [turned]: 'e1' });
    const judged = { ...image, imageId: '5f0c2a9be41d7c3a8e60' };
    expect((await readImage(blobs, judged))?.etag).toBe('e1');
    expect(asked).toEqual([`${key}?v1`, key, destinationKey, turned]);
  });

  it('does not ask for a version or destination that nobody named', async () => {
    const { asked, blobs } = bucket({});
    expect(await readImage(blobs, { key, etag: 'e1' })).toBeUndefined();
    expect(asked).toEqual([key]);
  });

  it('never gives another picture for the one that was meant', async () => {
    const { blobs } = bucket({ [`${key}?v1`]: 'e2', [key]: 'e3', [destinationKey]: 'e4' });
    expect(await readImage(blobs, image)).toBeUndefined();
  });

  it('fails when the store does, instead of calling the picture gone', async () => {
    const blobs = { get: () => Promise.reject(new Error('throttled')) };
    await expect(readImage(blobs, image)).rejects.toThrow('throttled');
  });
});

describe('a reader beside the mover', () => {
  let store: TemporaryStore;
  beforeAll(async () => {
    store = await temporaryStore();
  });
  afterAll(() => store.close());

  /** All ways to mix so many steps of one with so many of the other, in the order of each. */
  function interleavings(reads: number, moves: number): string[] {
    if (reads === 0) return ['m'.repeat(moves)];
    if (moves === 0) return ['r'.repeat(reads)];
    return [
      ...interleavings(reads - 1, moves).map((rest) => `r${rest}`),
      ...interleavings(reads, moves - 1).map((rest) => `m${rest}`),
    ];
  }

  async function upload(name: string) {
    const image = { key: `upload/${name}.jpg`, destinationKey: `jpg_alarm/${name}.jpg` };
    const put = await store.blobs.put(image.key, new TextEncoder().encode(name));
    if (put.outcome !== 'stored') throw new Error(`${name} was not stored`);
    const { etag } = put;
    const moves = [
      () => store.blobs.copy(image.key, image.destinationKey, { ifMatch: etag }),
      () => store.blobs.delete(image.key, etag),
    ];
    return { image: { ...image, etag }, moves };
  }

  it.each(interleavings(2, 2))('finds the picture in the order %s', async (order) => {
    const { image, moves } = await upload(order);
    const steps = [...order];
    const blobs: Pick<BlobStore, 'get'> = {
      get: async (...call) => {
        while (steps.shift() === 'm') await moves.shift()?.();
        return store.blobs.get(...call);
      },
    };
    expect((await readImage(blobs, image))?.etag).toBe(image.etag);
  });

  it('would not find it if the mover deleted before it copied', async () => {
    const { image, moves } = await upload('reversed');
    await moves[1]?.();
    expect(await readImage(store.blobs, image)).toBeUndefined();
  });

  it('finds the picture while the mover is at work', async () => {
    const { image, moves } = await upload('racing');
    const move = async () => {
      for (const step of moves) await step();
    };
    const readers = Array.from({ length: 20 }, () => readImage(store.blobs, image));
    const [found] = await Promise.all([Promise.all(readers), move()]);
    expect(found.every((blob) => blob?.etag === image.etag)).toBe(true);
  });
});
