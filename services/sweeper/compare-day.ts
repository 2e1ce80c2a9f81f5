import {
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import { recordDayPrefix } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import { patienceMilliseconds } from './find-stragglers.ts';

type Question = {
  readonly day: string;
  readonly cameras: readonly string[];
  readonly now: Date;
};

/** How the records of a day and the gallery's index differ. */
export type Difference = {
  /** Keys of records whose pictures are not listed, though they have had the time. */
  readonly unlisted: readonly string[];
  /** What is listed and has no record. */
  readonly strays: readonly GalleryEntry[];
};

/** Compares what was decided on a day with what the page lists of it. */
export async function compareDay(
  blobs: Pick<BlobStore, 'get' | 'list'>,
  { day, cameras, now }: Question,
): Promise<Difference> {
  const { shards = [] } =
    (await readableDocument(blobs, galleryDayKey(day), GalleryDaySchema)) ?? {};
  const listed = await Promise.all(
    shards.map((shard) =>
      readableDocument(blobs, galleryShardKey({ ...shard, day }), GalleryShardSchema),
    ),
  );
  const entries = listed.flatMap((shard) => Object.values(shard?.entries ?? {}));
  // The index was read first: whatever it lists was recorded before.
  const known = new Set(entries.map(({ recordKey: key }) => key));
  const recorded = new Set<string>();
  const unlisted: string[] = [];
  for (const camera of new Set([...cameras, ...shards.map((shard) => shard.camera)])) {
    for await (const { key, lastModified } of blobs.list(recordDayPrefix(camera, day))) {
      recorded.add(key);
      const age = now.getTime() - lastModified.getTime();
      if (!known.has(key) && age >= patienceMilliseconds) unlisted.push(key);
    }
  }
  return { unlisted, strays: entries.filter((entry) => !recorded.has(entry.recordKey)) };
}
