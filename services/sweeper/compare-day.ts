import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import { recordDayPrefix } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { patienceMilliseconds } from './find-stragglers.ts';

type Question = {
  readonly day: string;
  /** What the page lists, read first: then all of it was recorded before. */
  readonly entries: readonly GalleryEntry[];
  readonly cameras: readonly string[];
  readonly now: Date;
};

/** How the records of a day and the gallery's index differ. */
type Difference = {
  /** Keys of records whose pictures are not listed, though they have had the time. */
  readonly unlisted: readonly string[];
  /** What is listed and has no record. */
  readonly strays: readonly GalleryEntry[];
};

/** Compares what was decided on a day with what the page lists of it. */
export async function compareDay(
  blobs: Pick<BlobStore, 'list'>,
  { day, entries, cameras, now }: Question,
): Promise<Difference> {
  const known = new Set(entries.map(({ recordKey: key }) => key));
  const recorded = new Set<string>();
  const unlisted: string[] = [];
  for (const camera of cameras) {
    for await (const { key, lastModified } of blobs.list(recordDayPrefix(camera, day))) {
      recorded.add(key);
      const age = now.getTime() - lastModified.getTime();
      if (!known.has(key) && age >= patienceMilliseconds) unlisted.push(key);
    }
  }
  return { unlisted, strays: entries.filter((entry) => !recorded.has(entry.recordKey)) };
}
