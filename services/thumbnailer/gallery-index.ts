import {
  type GalleryDay,
  GalleryDaySchema,
  type GalleryDays,
  GalleryDaysSchema,
  type GalleryEntry,
  type GalleryShard,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey, galleryShardKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type MergedDocument, mergedDocument } from '../../runtime/merged-document.ts';
import { mergeDay, mergeDays, mergeShard } from './merge-index.ts';

type ShardName = { readonly day: string; readonly hour: string; readonly camera: string };

const noEntries: GalleryShard = { schemaVersion: 1, entries: {} };
const noShards: GalleryDay = { schemaVersion: 1, shards: [] };
const noDays: GalleryDays = { schemaVersion: 1, days: [] };

// A process works on few hours at a time; the others need not stay in memory.
const openShards = 16;

// The page looks every two seconds; a burst of pictures need not write the shard for each of them.
const shardRestMilliseconds = 100;

/** Lists pictures in the gallery's index. What arrives while a write is under way shares the next. */
export function galleryIndex(blobs: BlobStore) {
  const shards = new Map<string, MergedDocument<GalleryEntry>>();
  const listings = new Map<string, Promise<void>>();

  return { add };

  async function add(shard: ShardName, entry: GalleryEntry): Promise<void> {
    await shardDocument(shard).add(entry);
    await listShard(shard);
  }

  function shardDocument(shard: ShardName): MergedDocument<GalleryEntry> {
    const key = galleryShardKey(shard);
    const document =
      shards.get(key) ??
      mergedDocument({
        blobs,
        key,
        schema: GalleryShardSchema,
        empty: noEntries,
        merge: mergeShard,
        restMilliseconds: shardRestMilliseconds,
      });
    shards.delete(key);
    shards.set(key, document);
    const [oldest] = shards.keys();
    if (shards.size > openShards && oldest !== undefined) shards.delete(oldest);
    return document;
  }

  // The shard is there before the day names it, and the day before the list of days does.
  function listShard(shard: ShardName): Promise<void> {
    const key = galleryShardKey(shard);
    const known = listings.get(key);
    if (known !== undefined) return known;
    const listing = writeListing(shard);
    listings.set(key, listing);
    listing.catch(() => listings.delete(key));
    return listing;
  }

  async function writeListing({ day, hour, camera }: ShardName): Promise<void> {
    await mergedDocument({
      blobs,
      key: galleryDayKey(day),
      schema: GalleryDaySchema,
      empty: noShards,
      merge: (known, added: readonly { camera: string; hour: string }[]) =>
        added.reduce(mergeDay, known),
    }).add({ camera, hour });
    await mergedDocument({
      blobs,
      key: galleryDaysKey,
      schema: GalleryDaysSchema,
      empty: noDays,
      merge: (known, added: readonly string[]) => added.reduce(mergeDays, known),
    }).add(day);
  }
}
