import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import type { Deps } from '../../runtime/ports.ts';
import type { ShownAlarm } from './day-summary.ts';
import { alarmLabels } from './summarise-day.ts';

// Together some 200 kB, which any mailbox takes.
const mostShown = 12;

/** Reads the small pictures of a day's first alarms; one that is missing is left out. */
export async function readThumbnails(
  { blobs }: Deps<'blobs'>,
  alarms: readonly GalleryEntry[],
): Promise<readonly ShownAlarm[]> {
  const shown = await Promise.all(
    alarms.slice(0, mostShown).map(async (alarm): Promise<readonly ShownAlarm[]> => {
      const { camera, capturedAt, thumbnail } = alarm;
      const blob = thumbnail && (await blobs.get(thumbnail.key));
      if (blob === undefined) return [];
      return [{ camera, capturedAt, labels: alarmLabels(alarm), thumbnail: blob.bytes }];
    }),
  );
  return shown.flat();
}
