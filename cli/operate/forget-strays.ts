import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { countDay, countMonth } from '../../services/thumbnailer/summaries.ts';
import { indexOfDay } from '../gallery/index-of-day.ts';
import { removeStrangers } from '../gallery/remove-strangers.ts';

const dayInKey = /\/(\d{4}-\d\d-\d\d)\/[^/]+$/;

/** Takes off the page what has no record, and counts its days anew; tells how many pictures. */
export async function forgetStrays(
  blobs: Pick<BlobStore, 'get' | 'put' | 'list'>,
  strays: readonly GalleryEntry[],
): Promise<number> {
  const ids = new Set(strays.map(({ imageId }) => imageId));
  const days = strays.flatMap(({ recordKey }) => dayInKey.exec(recordKey)?.[1] ?? []);
  let removed = 0;
  for (const day of new Set(days)) {
    const found = await indexOfDay(blobs, day);
    const others = found
      .flatMap(({ entries }) => entries.map(({ imageId }) => imageId))
      .filter((id) => !ids.has(id));
    removed += await removeStrangers(blobs, found, {
      places: new Map(),
      recorded: new Set(others),
    });
    await countDay(blobs, day);
    await countMonth(blobs, day);
  }
  return removed;
}
