import {
  GalleryDaySchema,
  GalleryDaysSchema,
  GalleryShardSchema,
} from '../contracts/gallery-index.ts';
import { checkEntrance } from './check-entrance.ts';
import { indexReader } from './index-reader.ts';
import { jsonReader } from './json-reader.ts';
import type { ListedEntry } from './select-entries.ts';

/** Reads the index over HTTP. */
export const readIndex = indexReader({
  readDays: jsonReader(GalleryDaysSchema, checkEntrance),
  readDay: jsonReader(GalleryDaySchema),
  readShard: jsonReader(GalleryShardSchema),
});

/** All pictures of one day. */
export async function readDayEntries(
  day: string,
  signal: AbortSignal,
): Promise<readonly ListedEntry[]> {
  return (await readIndex(day, signal)).entries;
}
