import { localHour } from '../../contracts/capture-time.ts';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import { galleryShardKey, thumbnailKey } from '../../contracts/gallery-key.ts';
import { shardsOfPicture } from '../../contracts/gallery-shards.ts';
import { feedbackKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { galleryIndex } from '../../services/thumbnailer/gallery-index.ts';
import { countDay, countMonth } from '../../services/thumbnailer/summaries.ts';
import { inParallel } from '../rules/in-parallel.ts';
import { type FoundShard, indexOfDay } from './index-of-day.ts';
import {
  type Leftovers,
  type RebuiltEntry,
  type RecordName,
  rebuiltEntry,
} from './rebuilt-entries.ts';
import { removeStrangers } from './remove-strangers.ts';

type Store = {
  readonly blobs: Pick<BlobStore, 'get' | 'put' | 'list'>;
  readonly timeZone: string;
};

/** What came of it. */
export type RebuiltDay = {
  readonly pictures: number;
  /** Entries of pictures that have no record any more. */
  readonly removed: number;
  readonly thumbnailsMade: number;
  /** Records that are none; the entries of their pictures stay as they are. */
  readonly unreadable: number;
};

const atOnce = 16;

/** Lists a day's pictures anew from their records, also while the pipeline goes on listing others. */
export async function rebuildDay(
  { blobs, timeZone }: Store,
  day: string,
  records: readonly RecordName[],
): Promise<RebuiltDay> {
  const found = await indexOfDay(blobs, day);
  const leftovers = await leftoversOf(blobs, found, records);
  const rebuilt: RebuiltEntry[] = [];
  const readEntry = (name: RecordName) => rebuiltEntry(blobs, name, leftovers);
  for await (const one of inParallel(records, atOnce, readEntry)) {
    if (one !== undefined) rebuilt.push(one);
  }
  const hours = byHour({ day, timeZone }, rebuilt);
  const index = galleryIndex(blobs, { restMilliseconds: 0 });
  await Promise.all(hours.map(({ place, own }) => index.add(place, own)));
  const places = new Map(hours.flatMap(placesOf));
  const recorded = new Set(records.map(({ imageId }) => imageId));
  const removed = await removeStrangers(blobs, found, { places, recorded });
  await countDay(blobs, day);
  await countMonth(blobs, day);
  return {
    ...{ pictures: rebuilt.length, removed, unreadable: records.length - rebuilt.length },
    thumbnailsMade: rebuilt.filter(({ thumbnailMade }) => thumbnailMade).length,
  };
}

type Place = { readonly day: string; readonly hour: string; readonly camera: string };
type Hour = { readonly place: Place; readonly own: GalleryEntry[] };

function byHour(
  { day, timeZone }: { readonly day: string; readonly timeZone: string },
  rebuilt: readonly RebuiltEntry[],
): readonly Hour[] {
  const hours = new Map<string, Hour>();
  for (const { entry } of rebuilt) {
    const place = { day, hour: localHour(entry.capturedAt, timeZone).hour, camera: entry.camera };
    const key = galleryShardKey(place);
    const known = hours.get(key) ?? { place, own: [] };
    known.own.push(entry);
    hours.set(key, known);
  }
  return [...hours.values()];
}

function placesOf({ place, own }: Hour): readonly (readonly [string, readonly string[]])[] {
  const { day } = place;
  return own.map(({ imageId, capturedAt }) => [
    imageId,
    shardsOfPicture(place, capturedAt).map((shard) => galleryShardKey({ ...shard, day })),
  ]);
}

async function leftoversOf(
  blobs: Store['blobs'],
  found: readonly FoundShard[],
  records: readonly RecordName[],
): Promise<Leftovers> {
  const entries = found.flatMap((shard) => shard.entries);
  const folders = new Map(records.map(({ camera, day }) => [`${camera}/${day}`, { camera, day }]));
  const keysOf = async (prefixOf: typeof thumbnailKey) => {
    const keys = [...folders.values()].map(async ({ camera, day }) => {
      const folder = prefixOf(camera, day, '').replace(/\.[a-z]+$/, '');
      const listed: string[] = [];
      for await (const { key } of blobs.list(folder)) listed.push(key);
      return listed;
    });
    return new Set((await Promise.all(keys)).flat());
  };
  return {
    entries: new Map(entries.map((entry) => [entry.imageId, entry])),
    thumbnails: await keysOf(thumbnailKey),
    judged: await keysOf(feedbackKey),
  };
}
