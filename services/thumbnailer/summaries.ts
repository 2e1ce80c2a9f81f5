import {
  type DaySummary,
  DaySummarySchema,
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
  type MonthSummary,
  MonthSummarySchema,
} from '../../contracts/gallery-index.ts';
import {
  daySummaryKey,
  galleryDayKey,
  galleryShardKey,
  monthSummaryKey,
} from '../../contracts/object-key.ts';
import { inOrder, monthDay, tallyOf } from '../../contracts/tally.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { recountDocument } from '../../runtime/recount-document.ts';
import { mergeEntry } from './merge-index.ts';
import { readDocument } from './read-document.ts';

type Blobs = Pick<BlobStore, 'get' | 'put'>;

const emptyDay: DaySummary = { schemaVersion: 1, cameras: {} };
const emptyMonth: MonthSummary = { schemaVersion: 1, days: {} };

/** Counts a camera's hour anew in the summary of its day; tells whether that has changed it. */
export function countHour(
  blobs: Blobs,
  { day, hour, camera }: { readonly day: string; readonly hour: string; readonly camera: string },
): Promise<boolean> {
  const document = { blobs, key: daySummaryKey(day), schema: DaySummarySchema, empty: emptyDay };
  return recountDocument(document, async ({ cameras }): Promise<DaySummary> => {
    const tally = tallyOf(
      await entriesOf(blobs, day, (one) => one.camera === camera && one.hour === hour),
    );
    const hours = inOrder(Object.entries({ ...cameras[camera], [hour]: tally }));
    return { schemaVersion: 1, cameras: inOrder(Object.entries({ ...cameras, [camera]: hours })) };
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

/** The pictures that are listed in some of a day's shards, each once. */
async function entriesOf(
  blobs: Blobs,
  day: string,
  isWanted: (shard: { readonly camera: string; readonly hour: string }) => boolean,
): Promise<Iterable<GalleryEntry>> {
  const listed = await readDocument(blobs, galleryDayKey(day), GalleryDaySchema);
  const wanted = (listed?.shards ?? []).filter(isWanted);
  const shards = await Promise.all(
    wanted.map((shard) =>
      readDocument(blobs, galleryShardKey({ day, ...shard }), GalleryShardSchema),
    ),
  );
  const entries = new Map<string, GalleryEntry>();
  for (const entry of shards.flatMap((shard) => Object.values(shard?.entries ?? {}))) {
    const known = entries.get(entry.imageId);
    entries.set(entry.imageId, known === undefined ? entry : mergeEntry(known, entry));
  }
  return entries.values();
}
