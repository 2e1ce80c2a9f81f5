import * as v from 'valibot';
import {
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import { placesOf } from '../../contracts/picture-places.ts';
import type { BlobStore } from '../blob-store.ts';

export type Wanted = {
  readonly day: string;
  readonly camera: string | undefined;
  readonly outcome: string;
};

/** A picture of the index, and where it may lie: where it was filed, or where a judgement put it. */
export type FiledEntry = Pick<GalleryEntry, 'imageId' | 'camera' | 'capturedAt' | 'outcome'> & {
  readonly places: readonly string[];
};

/** The pictures that the gallery's index lists, oldest first. */
export async function filedPictures(
  blobs: Pick<BlobStore, 'get'>,
  { day, camera, outcome }: Wanted,
): Promise<readonly FiledEntry[]> {
  const listed = await readJson(blobs, galleryDayKey(day), GalleryDaySchema);
  const found: FiledEntry[] = [];
  for (const shard of listed?.shards ?? []) {
    if (camera !== undefined && shard.camera !== camera) continue;
    const key = galleryShardKey({ day, ...shard });
    const read = await readJson(blobs, key, GalleryShardSchema);
    for (const entry of Object.values(read?.entries ?? {})) {
      if (outcome === 'all' || entry.outcome === outcome) found.push(withPlaces(entry));
    }
  }
  return found.toSorted((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1));
}

function withPlaces({ imageId, camera, capturedAt, outcome, key }: GalleryEntry): FiledEntry {
  const picture = { imageId, camera, capturedAt, outcome };
  if (outcome === 'rejected') return { ...picture, places: [key] };
  return { ...picture, places: placesOf({ imageId, outcome, filedKey: key }) };
}

async function readJson<T>(
  blobs: Pick<BlobStore, 'get'>,
  key: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  const json: unknown = JSON.parse(new TextDecoder().decode(blob.bytes));
  return v.parse(schema, json);
}
