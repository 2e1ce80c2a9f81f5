import { type GalleryDays, GalleryDaysSchema } from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey } from '../../contracts/gallery-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { recountDocument } from '../../runtime/recount-document.ts';

const noDays: GalleryDays = { schemaVersion: 1, days: [] };

/** Takes the oldest days off the list whose shards have been deleted by age. */
export async function forgetDays(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  days: readonly string[],
): Promise<void> {
  const expired = new Set<string>();
  for (const day of days.slice(0, -1)) {
    // A day is listed after its shards: without them, it is over.
    if ((await blobs.get(galleryDayKey(day))) !== undefined) break;
    expired.add(day);
  }
  if (expired.size === 0) return;
  const list = { blobs, key: galleryDaysKey, schema: GalleryDaysSchema, empty: noDays };
  await recountDocument(list, async (listed): Promise<GalleryDays> => {
    return { schemaVersion: 1, days: listed.days.filter((day) => !expired.has(day)) };
  });
}
