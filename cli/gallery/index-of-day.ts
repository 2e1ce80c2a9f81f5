import {
  type DaySummary,
  DaySummarySchema,
  type GalleryDay,
  GalleryDaySchema,
  type GalleryEntry,
  type GalleryShard,
  GalleryShardSchema,
  type MonthSummary,
  MonthSummarySchema,
} from '../../contracts/gallery-index.ts';
import {
  daySummaryKey,
  galleryDayKey,
  galleryDayPrefix,
  monthSummaryKey,
} from '../../contracts/gallery-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { healDocument } from './heal-document.ts';

/** A shard that is there, with the pictures that it lists. */
export type FoundShard = { readonly key: string; readonly entries: readonly GalleryEntry[] };

const noEntries: GalleryShard = { schemaVersion: 1, entries: {} };
const noShards: GalleryDay = { schemaVersion: 1, shards: [] };
const noCameras: DaySummary = { schemaVersion: 1, cameras: {} };
const noDays: MonthSummary = { schemaVersion: 1, days: {} };

/** Reads all shards of a day, listed or not. What cannot be read of its index is begun anew. */
export async function indexOfDay(
  blobs: Pick<BlobStore, 'get' | 'put' | 'list'>,
  day: string,
): Promise<readonly FoundShard[]> {
  const others = new Set([galleryDayKey(day), daySummaryKey(day)]);
  const keys: string[] = [];
  for await (const { key } of blobs.list(galleryDayPrefix(day))) {
    if (!others.has(key)) keys.push(key);
  }
  const month = monthSummaryKey(day.slice(0, 7));
  await Promise.all([
    healDocument(blobs, { key: galleryDayKey(day), schema: GalleryDaySchema, empty: noShards }),
    healDocument(blobs, { key: daySummaryKey(day), schema: DaySummarySchema, empty: noCameras }),
    healDocument(blobs, { key: month, schema: MonthSummarySchema, empty: noDays }),
  ]);
  return Promise.all(
    keys.map(async (key) => {
      const shard = { key, schema: GalleryShardSchema, empty: noEntries };
      const { entries = {} } = (await healDocument(blobs, shard)) ?? {};
      return { key, entries: Object.values(entries) };
    }),
  );
}
