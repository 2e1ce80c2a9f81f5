import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../cli/demo/seeded-random.ts';
import {
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { shardKeysOf } from '../../contracts/gallery-shards.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { memoryBlobStore } from '../../test/adapters/memory-blob-store.ts';
import { galleryIndex } from './gallery-index.ts';
import { mostEntries } from './merge-index.ts';

const hour = { day: '2026-11-20', hour: '14', camera: 'garden' };
const dayKey = 'gallery/index/2026-11-20/shards.json';
const hourKey = 'gallery/index/2026-11-20/14/garden.json';
const atOnce = { restMilliseconds: 0 };

function entry(index: number, seconds: number): GalleryEntry {
  const capturedAt = new Date(Date.UTC(2026, 10, 20, 13) + seconds * 1000).toISOString();
  const imageId = `image${String(index).padStart(4, '0')}`;
  const names = { key: `jpg_quiet/${imageId}.jpg`, recordKey: `records/${imageId}.json` };
  return { imageId, camera: 'garden', capturedAt, outcome: 'quiet', ...names, labels: [] };
}

/** Pictures of one hour, evenly. */
function pictures(count: number): readonly GalleryEntry[] {
  return Array.from({ length: count }, (_, index) => entry(index, (index * 3_600) / count));
}

async function read<Document>(
  blobs: BlobStore,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document> {
  return v.parse(schema, JSON.parse(new TextDecoder().decode((await blobs.get(key))?.bytes)));
}

/** What a reader finds who reads exactly what the day lists. */
async function shown(blobs: BlobStore): Promise<readonly string[]> {
  const keys = shardKeysOf(hour.day, await read(blobs, dayKey, GalleryDaySchema));
  const shards = await Promise.all(keys.map((key) => read(blobs, key, GalleryShardSchema)));
  return shards.flatMap((shard) => Object.keys(shard.entries));
}

describe('the index of an hour', () => {
  it('is one shard while there are few pictures', async () => {
    const blobs = memoryBlobStore();
    await galleryIndex(blobs, atOnce).add(hour, pictures(mostEntries));
    expect(await read(blobs, dayKey, GalleryDaySchema)).toMatchObject({
      shards: [{ camera: 'garden', hour: '14' }],
    });
    expect(await shown(blobs)).toHaveLength(mostEntries);
  });

  it('is its parts when there are many, and each is listed once', async () => {
    const blobs = memoryBlobStore();
    const index = galleryIndex(blobs, atOnce);
    for (const one of pictures(100)) await index.add(hour, [one]);
    expect((await read(blobs, dayKey, GalleryDaySchema)).shards).toHaveLength(12);
    expect((await shown(blobs)).toSorted()).toEqual(pictures(100).map(({ imageId }) => imageId));
    expect(await read(blobs, hourKey, GalleryShardSchema)).toMatchObject({
      entries: {},
      split: true,
    });
  });

  it('splits what an earlier version has let grow', async () => {
    const blobs = memoryBlobStore();
    const entries = Object.fromEntries(pictures(400).map((one) => [one.imageId, one]));
    const text = JSON.stringify({ schemaVersion: 1, entries });
    await blobs.put(hourKey, new TextEncoder().encode(text));
    await galleryIndex(blobs, atOnce).add(hour, [entry(400, 1)]);
    expect(await shown(blobs)).toHaveLength(401);
  });

  it('keeps the pictures of one minute together, however many', async () => {
    const blobs = memoryBlobStore();
    await galleryIndex(blobs, atOnce).add(
      hour,
      Array.from({ length: 200 }, (_, i) => entry(i, 425)),
    );
    expect(Object.keys(blobs.contents('gallery/index/2026-11-20/14/'))).toEqual([
      'gallery/index/2026-11-20/14/05-09/garden.json',
      'gallery/index/2026-11-20/14/07/garden.json',
      hourKey,
    ]);
    expect(await shown(blobs)).toHaveLength(200);
  });

  it('writes no more for a picture than a few dozen entries, however many there are', async () => {
    const blobs = memoryBlobStore();
    const sizes: number[] = [];
    const put: BlobStore['put'] = (key, bytes, ...more) => {
      if (!key.endsWith('s.json')) sizes.push(bytes.length);
      return blobs.put(key, bytes, ...more);
    };
    const index = galleryIndex({ ...blobs, put }, atOnce);
    for (const one of pictures(500)) await index.add(hour, [one]);
    const largest = JSON.stringify(pictures(mostEntries + 2)).length * 1.2;
    expect(Math.max(...sizes)).toBeLessThan(largest);
    expect(sizes.length).toBeLessThan(500 * 1.2);
  });

  it('is the same whichever of several processes lists what, and whoever is first', async () => {
    const random = seededRandom(20261120);
    const all = pictures(130);
    const expected = memoryBlobStore();
    await galleryIndex(expected, atOnce).add(hour, all);
    for (let round = 0; round < 8; round += 1) {
      const blobs = memoryBlobStore({ before: () => dawdle(random) });
      const processes = [1, 2, 3].map(() => galleryIndex(blobs, atOnce));
      const deliveries = [...all, ...all.filter(() => random() < 0.2)].toSorted(
        () => random() - 0.5,
      );
      for (let at = 0; at < deliveries.length; at += 40) {
        const some = deliveries.slice(at, at + 40);
        await Promise.all(some.map((one) => processes[Math.floor(random() * 3)]?.add(hour, [one])));
      }
      expect(blobs.contents()).toEqual(expected.contents());
    }
  });

  it('is the same after a process was killed at any write of a split', async () => {
    const all = pictures(mostEntries + 1);
    const expected = memoryBlobStore();
    await galleryIndex(expected, atOnce).add(hour, all);
    for (let writes = 0; writes < 16; writes += 1) {
      const blobs = memoryBlobStore();
      await galleryIndex(blobs, atOnce).add(hour, all.slice(1));
      let left = writes;
      const put: BlobStore['put'] = (...call) =>
        left-- > 0 ? blobs.put(...call) : Promise.reject(new Error('killed'));
      const dying = galleryIndex({ ...blobs, put }, atOnce).add(hour, all.slice(0, 1));
      await dying.catch((error: Error) => expect(error.message).toBe('killed'));
      // Whatever was acknowledged before is shown at every moment.
      expect(await shown(blobs)).toEqual(expect.arrayContaining(all.slice(1).map(idOf)));
      await galleryIndex(blobs, atOnce).add(hour, all.slice(0, 1));
      expect(blobs.contents()).toEqual(expected.contents());
    }
  });
});

describe('the list of days', () => {
  it('forgets the oldest days once their shards were deleted by age, when a new one begins', async () => {
    const blobs = memoryBlobStore();
    const add = (day: string) => galleryIndex(blobs, atOnce).add({ ...hour, day }, pictures(1));
    const days = ['2025-11-18', '2025-11-19', '2025-11-20', '2026-11-19'];
    for (const day of days) await add(day);
    for (const day of ['2025-11-18', '2025-11-19']) {
      const key = `gallery/index/${day}/shards.json`;
      await blobs.delete(key, (await blobs.get(key))?.etag ?? '');
    }
    await add('2026-11-20');
    expect(JSON.parse(blobs.contents()['gallery/index/days.json'] ?? '')).toEqual({
      schemaVersion: 1,
      days: ['2025-11-20', '2026-11-19', '2026-11-20'],
    });
  });
});

function idOf({ imageId }: GalleryEntry): string {
  return imageId;
}

async function dawdle(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) {
    await new Promise(setImmediate);
  }
}
