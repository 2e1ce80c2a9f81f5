import {
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey } from '../../contracts/gallery-key.ts';
import { shardKeysOf } from '../../contracts/gallery-shards.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readableDocument } from '../../runtime/read-document.ts';

/** What the page lists of a day. */
export type ListedDay = {
  readonly day: string;
  /** Those that have pictures on it, also such as nobody has configured. */
  readonly cameras: readonly string[];
  /** Reads the shards, which are many, and not always needed. */
  readonly readEntries: () => Promise<readonly GalleryEntry[]>;
};

/** Reads which shards a day has. */
export async function listedDay(blobs: Pick<BlobStore, 'get'>, day: string): Promise<ListedDay> {
  const listing = await readableDocument(blobs, galleryDayKey(day), GalleryDaySchema);
  const { shards } = listing ?? { shards: [] };
  const keys = shardKeysOf(day, { schemaVersion: 1, shards });
  return {
    day,
    cameras: [...new Set(shards.map(({ camera }) => camera))],
    readEntries: async () => {
      const read = await Promise.all(
        keys.map((key) => readableDocument(blobs, key, GalleryShardSchema)),
      );
      return read.flatMap((shard) => Object.values(shard?.entries ?? {}));
    },
  };
}
