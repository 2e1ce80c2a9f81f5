import {
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey } from '../../contracts/gallery-key.ts';
import { shardKeysOf } from '../../contracts/gallery-shards.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import type { RulesStore } from '../rules/rules-store.ts';

export type Choice = {
  readonly camera: string | undefined;
  readonly outcome: GalleryEntry['outcome'] | undefined;
};

/** The pictures of a day that the gallery lists, oldest first; undefined for a day that it does not. */
export async function listedPictures(
  { blobs }: Pick<RulesStore, 'blobs'>,
  day: string,
  { camera, outcome }: Choice,
): Promise<readonly GalleryEntry[] | undefined> {
  const listed = await readableDocument(blobs, galleryDayKey(day), GalleryDaySchema);
  if (listed === undefined) return undefined;
  const shards = await Promise.all(
    shardKeysOf(day, listed).map((key) => readableDocument(blobs, key, GalleryShardSchema)),
  );
  const entries = new Map(shards.flatMap((shard) => Object.entries(shard?.entries ?? {})));
  return [...entries.values()]
    .filter((entry) => camera === undefined || entry.camera === camera)
    .filter((entry) => outcome === undefined || filedAs(entry) === outcome)
    .toSorted((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1));
}

// A judgement that turns the decision round moves the picture to the other folder.
function filedAs({ outcome, judgement }: GalleryEntry): GalleryEntry['outcome'] {
  if (outcome === 'alarm' && judgement?.verdict === 'not-an-alarm') return 'quiet';
  return outcome === 'quiet' && judgement?.verdict === 'missed' ? 'alarm' : outcome;
}
