import {
  type DaySummary,
  DaySummarySchema,
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
  type MonthSummary,
  MonthSummarySchema,
  type ShardName,
} from '../../contracts/gallery-index.ts';
import {
  daySummaryKey,
  galleryDayKey,
  galleryShardKey,
  monthSummaryKey,
} from '../../contracts/gallery-key.ts';
import { inOrder, monthDay, tallyOf } from '../../contracts/tally.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readDocument } from '../../runtime/read-document.ts';
import { recountDocument } from '../../runtime/recount-document.ts';
import { mergeEntry } from './merge-index.ts';

type Blobs = Pick<BlobStore, 'get' | 'put'>;

const emptyDay: DaySummary = { schemaVersion: 1, cameras: {} };
const emptyMonth: MonthSummary = { schemaVersion: 1, days: {} };

/** Counts a camera's hour anew in the summary of its day; tells whether that has changed it. */
export function countHour(
  blobs: Blobs,
  { day, hour, camera }: { readonly day: string; readonly hour: string; readonly camera: string },
): Promise<boolean> {
  return recountDocument(summaryOf(blobs, day), async ({ cameras }): Promise<DaySummary> => {
    const listed = await listedShards(blobs, day);
    const own = listed.filter((shard) => shard.camera === camera && shard.hour === hour);
    const tally = tallyOf(await entriesOf(blobs, day, own));
    const hours = inOrder(Object.entries({ ...cameras[camera], [hour]: tally }));
    return { schemaVersion: 1, cameras: inOrder(Object.entries({ ...cameras, [camera]: hours })) };
  });
}

/** Counts a whole day anew; tells whether that has changed its summary. */
export function countDay(blobs: Blobs, day: string): Promise<boolean> {
  return recountDocument(summaryOf(blobs, day), async (): Promise<DaySummary> => {
    const listed = await listedShards(blobs, day);
    const cameras = [...new Set(listed.map(({ camera }) => camera))].map(async (camera) => {
      const own = listed.filter((shard) => shard.camera === camera);
      const hours = [...new Set(own.map(({ hour }) => hour))].map(async (hour) => {
        const shards = own.filter((shard) => shard.hour === hour);
        return [hour, [...(await entriesOf(blobs, day, shards))]] as const;
      });
      const counted = (await Promise.all(hours)).filter(([, entries]) => entries.length > 0);
      return [camera, inOrder(counted.map(([hour, all]) => [hour, tallyOf(all)]))] as const;
    });
    const counted = (await Promise.all(cameras)).filter(
      ([, hours]) => Object.keys(hours).length > 0,
    );
    return { schemaVersion: 1, cameras: inOrder(counted) };
  });
}

/** Takes the summary of a day over into that of its month; tells whether that has changed it. */
export function countMonth(blobs: Blobs, day: string): Promise<boolean> {
  const key = monthSummaryKey(day.slice(0, 7));
  const document = { blobs, key, schema: MonthSummarySchema, empty: emptyMonth };
  return recountDocument(document, async ({ days }): Promise<MonthSummary> => {
    const summary = await readDocument(blobs, daySummaryKey(day), DaySummarySchema);
    const counted = summary === undefined ? days : { ...days, [day]: monthDay(summary) };
    return { schemaVersion: 1, days: inOrder(Object.entries(counted)) };
  });
}

function summaryOf(blobs: Blobs, day: string) {
  return { blobs, key: daySummaryKey(day), schema: DaySummarySchema, empty: emptyDay };
}

async function listedShards(blobs: Blobs, day: string): Promise<readonly ShardName[]> {
  return (await readDocument(blobs, galleryDayKey(day), GalleryDaySchema))?.shards ?? [];
}

/** The pictures that are listed in some of a day's shards, each once. */
async function entriesOf(
  blobs: Blobs,
  day: string,
  names: readonly ShardName[],
): Promise<Iterable<GalleryEntry>> {
  const shards = await Promise.all(
    names.map((name) => readDocument(blobs, galleryShardKey({ day, ...name }), GalleryShardSchema)),
  );
  const entries = new Map<string, GalleryEntry>();
  for (const entry of shards.flatMap((shard) => Object.values(shard?.entries ?? {}))) {
    const known = entries.get(entry.imageId);
    entries.set(entry.imageId, known === undefined ? entry : mergeEntry(known, entry));
  }
  return entries.values();
}
