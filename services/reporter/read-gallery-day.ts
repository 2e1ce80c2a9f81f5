import {
  GalleryDaySchema,
  type GalleryEntry,
  GalleryShardSchema,
} from '../../contracts/gallery-index.ts';
import { galleryDayKey, galleryShardKey } from '../../contracts/gallery-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readDocument } from './read-document.ts';

/** The pictures of one day, as the gallery lists them. */
export type DayOfPictures = {
  /** In the order in which they were taken. */
  readonly alarms: readonly GalleryEntry[];
  readonly quiet: number;
  /** How many could not be read, by what was said of them. */
  readonly rejected: ReadonlyMap<string, number>;
};

export const noPictures: DayOfPictures = {
  ...{ alarms: [], quiet: 0 },
  rejected: new Map(),
};

// A day of eight cameras is some two hundred objects.
const shardsAtATime = 24;

/** Reads a day out of the gallery's index; undefined when nothing was taken on it. */
export async function readGalleryDay(
  deps: Deps<'blobs'>,
  day: string,
): Promise<DayOfPictures | undefined> {
  const listed = await readDocument(deps, galleryDayKey(day), GalleryDaySchema);
  if (listed === undefined) return undefined;
  const alarms: GalleryEntry[] = [];
  const rejected = new Map<string, number>();
  let quiet = 0;
  for (let from = 0; from < listed.shards.length; from += shardsAtATime) {
    for (const entry of await readShards(listed.shards.slice(from, from + shardsAtATime))) {
      if (entry.outcome === 'alarm') alarms.push(entry);
      if (entry.outcome === 'quiet') quiet += 1;
      if (entry.outcome === 'rejected') count(rejected, entry.reason ?? 'unreadable');
    }
  }
  return {
    alarms: alarms.toSorted((a, b) => Date.parse(a.capturedAt) - Date.parse(b.capturedAt)),
    ...{ quiet, rejected },
  };

  async function readShards(
    shards: readonly { readonly camera: string; readonly hour: string }[],
  ): Promise<readonly GalleryEntry[]> {
    const found = await Promise.all(
      shards.map((shard) =>
        readDocument(deps, galleryShardKey({ day, ...shard }), GalleryShardSchema),
      ),
    );
    return found.flatMap((shard) => Object.values(shard?.entries ?? {}));
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
