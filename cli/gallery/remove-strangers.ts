import {
  type GalleryEntry,
  type GalleryShard,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { recountDocument } from '../../runtime/recount-document.ts';
import type { FoundShard } from './index-of-day.ts';

type Blobs = Pick<BlobStore, 'get' | 'put'>;

type Known = {
  /** The shards in which each picture may be listed. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** All pictures that have a record, also one that cannot be read. */
  readonly recorded: ReadonlySet<string>;
};

const noEntries: GalleryShard = { schemaVersion: 1, entries: {} };

/** Removes what is listed and has no record, or stands in a wrong place; tells how many had no record. */
export async function removeStrangers(
  blobs: Blobs,
  found: readonly FoundShard[],
  known: Known,
): Promise<number> {
  const removed = new Set<string>();
  for (const { key, entries } of found) {
    const strangers = new Set<string>();
    for (const entry of entries) {
      if (await isStranger(blobs, { key, entry }, known)) strangers.add(entry.imageId);
    }
    if (strangers.size > 0) await removeFrom(blobs, key, strangers);
    for (const imageId of strangers) if (!known.places.has(imageId)) removed.add(imageId);
  }
  return removed.size;
}

async function removeFrom(blobs: Blobs, key: string, strangers: ReadonlySet<string>) {
  const shard = { blobs, key, schema: GalleryShardSchema, empty: noEntries };
  await recountDocument(shard, async ({ entries, split }): Promise<GalleryShard> => {
    const kept = Object.entries(entries).filter(([imageId]) => !strangers.has(imageId));
    return { schemaVersion: 1, entries: Object.fromEntries(kept), ...(split && { split }) };
  });
}

// The pipeline lists pictures meanwhile, and their records were there before.
async function isStranger(
  blobs: Blobs,
  { key, entry }: { readonly key: string; readonly entry: GalleryEntry },
  { places, recorded }: Known,
): Promise<boolean> {
  const keys = places.get(entry.imageId);
  if (keys !== undefined) return !keys.includes(key);
  return !recorded.has(entry.imageId) && (await blobs.get(entry.recordKey)) === undefined;
}
