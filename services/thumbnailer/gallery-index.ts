import {
  type GalleryDay,
  GalleryDaySchema,
  type GalleryDays,
  GalleryDaysSchema,
  type GalleryEntry,
  type GalleryShard,
  GalleryShardSchema,
  type ShardName,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import { partOf } from '../../contracts/gallery-shards.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type MergedDocument, mergedDocument } from '../../runtime/merged-document.ts';
import { forgetDays } from './forget-days.ts';
import { mergeDay, mergeDays, mergeShard, type ShardChange } from './merge-index.ts';
import { recentlyUsed } from './recently-used.ts';

type Place = { readonly day: string; readonly hour: string; readonly camera: string };
type ShardDocument = MergedDocument<GalleryShard, ShardChange>;
type DayDocument = MergedDocument<GalleryDay, readonly ShardName[]>;

const noEntries: GalleryShard = { schemaVersion: 1, entries: {} };
const noShards: GalleryDay = { schemaVersion: 1, shards: [] };
const noDays: GalleryDays = { schemaVersion: 1, days: [] };

// A process works on few shards at a time; the others need not stay in memory.
const openShards = 64;
const openDays = 4;
const listedShards = 1_000;

// The page looks every two seconds; a burst of pictures need not write the shard for each of them.
const shardRestMilliseconds = 100;

/** Lists pictures in the gallery's index. What arrives while a write is under way shares the next. */
export function galleryIndex(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  { restMilliseconds = shardRestMilliseconds } = {},
) {
  const shards = recentlyUsed<ShardDocument>(openShards);
  const days = recentlyUsed<DayDocument>(openDays);
  const listings = recentlyUsed<Promise<void>>(listedShards);
  let newestDay: string | undefined;

  return { add };

  /** Resolves when the pictures are listed, and their shards, and the day. */
  async function add(
    { day, hour, camera }: Place,
    entries: readonly GalleryEntry[],
  ): Promise<void> {
    await list(day, await addToShard(day, { camera, hour }, entries));
  }

  /** Lists pictures in a shard or, where it is split, in its parts; tells in which. */
  async function addToShard(
    day: string,
    name: ShardName,
    entries: readonly GalleryEntry[],
  ): Promise<readonly ShardName[]> {
    const document = shardDocument(day, name);
    const shard = await document.add({ added: entries });
    if (!shard.split) return [name];
    const waiting = Object.values(shard.entries);
    const parts = await addToParts(day, name, [...waiting, ...entries]);
    // No part is listed before all have what the shard held: a reader takes them for the whole.
    if (waiting.length > 0) {
      await list(day, parts);
      await document.add({ moved: waiting });
    }
    return parts;
  }

  async function addToParts(
    day: string,
    name: ShardName,
    entries: readonly GalleryEntry[],
  ): Promise<readonly ShardName[]> {
    const parts = new Map<string, { part: ShardName; own: GalleryEntry[] }>();
    for (const entry of entries) {
      const part = partOf(name, entry.capturedAt);
      if (part === undefined)
        throw new Error(`split ${galleryShardKey({ day, ...name })}: it has no parts`);
      const key = galleryShardKey({ day, ...part });
      const known = parts.get(key);
      if (known === undefined) parts.set(key, { part, own: [entry] });
      else known.own.push(entry);
    }
    const added = [...parts.values()].map(({ part, own }) => addToShard(day, part, own));
    return (await Promise.all(added)).flat();
  }

  function shardDocument(day: string, name: ShardName): ShardDocument {
    const key = galleryShardKey({ day, ...name });
    return shards.get(key, () =>
      mergedDocument({
        ...{ blobs, key, schema: GalleryShardSchema, empty: noEntries },
        merge: (shard, changes: readonly ShardChange[]) => mergeShard(name, shard, changes),
        restMilliseconds,
      }),
    );
  }

  // A shard is there before the day names it, and the day before the list of days does.
  async function list(day: string, names: readonly ShardName[]): Promise<void> {
    const keys = names.map((name) => galleryShardKey({ day, ...name }));
    const unlisted = names.filter((_, index) => listings.find(keys[index] ?? '') === undefined);
    const listing = unlisted.length === 0 ? Promise.resolve() : writeListing(day, unlisted);
    const all = keys.map((key) => ({ key, listed: listings.get(key, () => listing) }));
    listing.catch(() => {
      for (const { key, listed } of all) if (listed === listing) listings.forget(key);
    });
    await Promise.all(all.map(({ listed }) => listed));
  }

  async function writeListing(day: string, names: readonly ShardName[]): Promise<void> {
    const document = days.get(day, () =>
      mergedDocument({
        ...{ blobs, key: galleryDayKey(day), schema: GalleryDaySchema, empty: noShards },
        merge: (known, added: readonly (readonly ShardName[])[]) => mergeDay(known, added.flat()),
      }),
    );
    await document.add(names);
    const listed = await mergedDocument({
      ...{ blobs, key: galleryDaysKey, schema: GalleryDaysSchema, empty: noDays },
      merge: mergeDays,
    }).add(day);
    // Once for each new day is enough: days are deleted one by one.
    if (newestDay !== undefined && day <= newestDay) return;
    newestDay = day;
    await forgetDays(blobs, listed.days);
  }
}
