import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { createHandle } from './handle.ts';

const { key, destinationKey, imageId } = eventExamples.ImageClassified.detail;
const thumbnailKey = `gallery/thumbs/garden/2026-11-20/${imageId}.jpg`;
const shardKey = 'gallery/index/2026-11-20/14/garden.json';

describe('the thumbnailer', () => {
  let store: TemporaryStore;
  let picture: Uint8Array;

  beforeAll(async () => {
    const create = { width: 400, height: 300, channels: 3, background: 'red' } as const;
    picture = await sharp({ create }).jpeg().toBuffer();
  });
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  async function put(name: string, bytes = picture): Promise<string> {
    const result = await store.blobs.put(name, bytes);
    if (result.outcome !== 'stored') throw new Error(`${name} was not stored`);
    return result.etag;
  }

  async function classified(more: object = {}, place = key): Promise<ImageEvent> {
    const { type, detail } = eventExamples.ImageClassified;
    return { type, detail: { ...detail, etag: await put(place), ...more } };
  }

  function start(blobs: BlobStore = store.blobs) {
    return createHandle({ ...surroundings(), blobs, timers: { later: async () => {} } });
  }

  async function json(name: string): Promise<unknown> {
    const blob = await store.blobs.get(name);
    return blob && JSON.parse(new TextDecoder().decode(blob.bytes));
  }

  async function gallery(): Promise<Readonly<Record<string, string>>> {
    const etags: Record<string, string> = {};
    for await (const { key: name } of store.blobs.list('gallery/')) {
      etags[name] = (await store.blobs.get(name))?.etag ?? '';
    }
    return etags;
  }

  it('lists a picture with its thumbnail, and its hour, and its day', async () => {
    expect(await start()(await classified())).toEqual({ outcome: 'thumbnail', imageId });
    expect(await json('gallery/index/days.json')).toEqual({
      schemaVersion: 1,
      days: ['2026-11-20'],
    });
    expect(await json('gallery/index/2026-11-20/shards.json')).toEqual({
      schemaVersion: 1,
      shards: [{ camera: 'garden', hour: '14' }],
    });
    expect(await json(shardKey)).toMatchObject({
      entries: {
        [imageId]: {
          outcome: 'alarm',
          key: destinationKey,
          recordKey: `records/garden/2026-11-20/${imageId}.json`,
          thumbnail: { key: thumbnailKey, width: 320, height: 240, partial: false },
        },
      },
    });
    const thumbnail = await store.blobs.get(thumbnailKey);
    expect(await sharp(thumbnail?.bytes).metadata()).toMatchObject({ width: 320, height: 240 });
  });

  it('lists by day and hour of the configured zone', async () => {
    await start()(await classified({ capturedAt: '2026-11-20T23:30:00.000Z' }));
    expect(await json('gallery/index/days.json')).toMatchObject({ days: ['2026-11-21'] });
    expect(await json('gallery/index/2026-11-21/00/garden.json')).toBeDefined();
  });

  it('finds the picture when the mover was faster', async () => {
    expect(await start()(await classified({}, destinationKey))).toMatchObject({
      outcome: 'thumbnail',
    });
  });

  it('changes nothing at the second time, in this process or another', async () => {
    const event = await classified();
    const handle = start();
    await handle(event);
    const before = await gallery();
    const writes: string[] = [];
    const spied: BlobStore = {
      ...store.blobs,
      put: async (name, ...more) => {
        const result = await store.blobs.put(name, ...more);
        if (result.outcome === 'stored') writes.push(name);
        return result;
      },
    };
    await handle(event);
    await start(spied)(event);
    await start(spied)(JSON.parse(JSON.stringify(event)));
    expect(await gallery()).toEqual(before);
    expect(writes).toEqual([]);
  });

  it('gives the same index whichever process lists which picture, in whatever order', async () => {
    const events = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) =>
        classified({ imageId: id, destinationKey: `jpg_alarm/${id}` }),
      ),
    );
    const one = start();
    for (const event of events) await one(event);
    const expected = await gallery();
    const other = await temporaryStore();
    await other.blobs.put(key, picture);
    for (const event of events.toReversed()) await start(other.blobs)(event);
    const shard = await other.blobs.get(shardKey);
    await other.close();
    expect(shard?.etag).toBe(expected[shardKey]);
  });

  it('lists every one of many that arrive together', async () => {
    const handles = [start(), start()];
    const ids = Array.from({ length: 20 }, (_, index) => `image${index}`);
    const etag = await put(key);
    const { type, detail } = eventExamples.ImageClassified;
    await Promise.all(
      ids.map((id, index) =>
        handles[index % 2]?.({ type, detail: { ...detail, imageId: id, etag } }),
      ),
    );
    const shard = (await json(shardKey)) as { entries: object };
    expect(Object.keys(shard.entries).toSorted()).toEqual(ids.toSorted());
  });

  it('lists many hours and cameras of one day that arrive together', async () => {
    const handle = start();
    const etag = await put(key);
    const { type, detail } = eventExamples.ImageClassified;
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => {
        const capturedAt = `2026-11-20T1${index}:00:00.000Z`;
        return handle({ type, detail: { ...detail, imageId: `i${index}`, capturedAt, etag } });
      }),
    );
    const day = (await json('gallery/index/2026-11-20/shards.json')) as { shards: unknown[] };
    expect(day.shards).toHaveLength(8);
  });

  it('lists a rejected picture without opening it', async () => {
    const { type, detail } = eventExamples.ImageRejected;
    const etag = await put(detail.key);
    const reads: string[] = [];
    const spied: BlobStore = {
      ...store.blobs,
      get: (name, options) => {
        reads.push(name);
        return store.blobs.get(name, options);
      },
    };
    const outcome = await start(spied)({ type, detail: { ...detail, etag } });
    expect(outcome).toEqual({ outcome: 'listed', imageId: detail.imageId });
    expect(reads.filter((name) => !name.startsWith('gallery/index/'))).toEqual([]);
    expect(await store.blobs.get(thumbnailKey)).toBeUndefined();
    const shard = (await json(shardKey)) as { entries: Record<string, object> };
    expect(shard.entries[imageId]).toMatchObject({ outcome: 'rejected', reason: detail.message });
    expect(shard.entries[imageId]).not.toHaveProperty('thumbnail');
  });

  it('lists a picture of which nothing can be decoded', async () => {
    const etag = await put(key, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
    const { type, detail } = eventExamples.ImageClassified;
    expect(await start()({ type, detail: { ...detail, etag } })).toMatchObject({
      outcome: 'listed',
    });
    expect(await json(shardKey)).toBeDefined();
  });

  it('fails, to try again, when the picture is nowhere', async () => {
    await expect(start()(eventExamples.ImageClassified)).rejects.toThrow(imageId);
    expect(await gallery()).toEqual({});
  });

  it('lists again what could not be listed', async () => {
    const event = await classified();
    let failing = true;
    const handle = start({
      ...store.blobs,
      put: (name, ...more) =>
        failing && name.endsWith('shards.json')
          ? Promise.reject(new Error('throttled'))
          : store.blobs.put(name, ...more),
    });
    await expect(handle(event)).rejects.toThrow('throttled');
    failing = false;
    await handle(event);
    expect(await json('gallery/index/2026-11-20/shards.json')).toBeDefined();
    expect(await json('gallery/index/days.json')).toBeDefined();
  });
});
