import type { GalleryDay, GalleryDays, GalleryShard } from '../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey, galleryShardKey } from '../contracts/object-key.ts';
import { chooseShards, type Shard } from './choose-shards.ts';
import type { ReadJson } from './json-reader.ts';
import { type ListedEntry, listEntries } from './select-entries.ts';

/** What is known of the pictures of one day. */
export type GalleryIndex = {
  /** Newest first. */
  readonly days: readonly string[];
  readonly day: string | undefined;
  readonly entries: readonly ListedEntry[];
  /** False when a part could not be read this time. */
  readonly complete: boolean;
};

export type IndexSources = {
  readonly readDays: ReadJson<GalleryDays>;
  readonly readDay: ReadJson<GalleryDay>;
  readonly readShard: ReadJson<GalleryShard>;
};

type KnownDay = {
  rounds: number;
  readonly shards: Map<string, { readonly hour: string; readonly shard: GalleryShard }>;
  entries: readonly ListedEntry[];
};

/** Reads a day, or else the newest, round by round, and keeps what it has read. */
export function indexReader(sources: IndexSources) {
  let days: readonly string[] = [];
  const knownDays = new Map<string, KnownDay>();

  return async (wanted: string | undefined, signal: AbortSignal): Promise<GalleryIndex> => {
    const listed = await sources.readDays(galleryDaysKey, signal);
    if (listed !== undefined) days = [...new Set(listed.days)].sort().reverse();
    const day = wanted ?? days[0];
    if (day === undefined || !days.includes(day)) return { days, day, entries: [], complete: true };
    const known = knownDays.get(day) ?? { rounds: 0, shards: new Map(), entries: [] };
    knownDays.set(day, known);
    const complete = await readDayInto(known, day, sources, signal);
    return { days, day, entries: known.entries, complete };
  };
}

async function readDayInto(
  known: KnownDay,
  day: string,
  sources: IndexSources,
  signal: AbortSignal,
): Promise<boolean> {
  const keyOf = (shard: Shard) => galleryShardKey({ day, ...shard });
  const listed = (await sources.readDay(galleryDayKey(day), signal))?.shards ?? [];
  const chosen = chooseShards(listed, (shard) => known.shards.has(keyOf(shard)), known.rounds);
  known.rounds += 1;
  const reads = await Promise.allSettled(
    chosen.map(async (name) => {
      const key = keyOf(name);
      const shard = await sources.readShard(key, signal);
      if (shard === undefined || known.shards.get(key)?.shard === shard) return false;
      // What has just gone into its parts is shown until the day says which they are.
      if (shard.split && known.shards.has(key)) return false;
      known.shards.set(key, { hour: name.hour, shard });
      return true;
    }),
  );
  if (reads.some((read) => read.status === 'fulfilled' && read.value)) {
    known.entries = listEntries(known.shards.values());
  }
  return reads.every((read) => read.status === 'fulfilled');
}
