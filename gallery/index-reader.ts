import type {
  GalleryDay,
  GalleryDays,
  GalleryShard,
  ShardName,
} from '../contracts/gallery-index.ts';
import { galleryDayKey, galleryDaysKey, galleryShardKey } from '../contracts/gallery-key.ts';
import { chooseShards } from './choose-shards.ts';
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
  /** False while the rest of the day is on its way. */
  readonly whole: boolean;
};

export type IndexSources = {
  readonly readDays: ReadJson<GalleryDays>;
  readonly readDay: ReadJson<GalleryDay>;
  readonly readShard: ReadJson<GalleryShard>;
};

type ListedShard = ShardName & { readonly key: string };

type KnownDay = {
  rounds: number;
  readonly shards: Map<string, { readonly hour: string; readonly shard: GalleryShard }>;
  entries: readonly ListedEntry[];
};

/** Reads a day, or else the newest, round by round, and keeps what it has read. */
export function indexReader(sources: IndexSources) {
  let days: readonly string[] = [];
  const knownDays = new Map<string, KnownDay>();

  return async (
    wanted: string | undefined,
    signal: AbortSignal,
    onPart: (part: GalleryIndex) => void = () => undefined,
  ): Promise<GalleryIndex> => {
    const listed = await sources.readDays(galleryDaysKey, signal);
    if (listed !== undefined) days = [...new Set(listed.days)].sort().reverse();
    const day = wanted ?? days[0];
    if (day === undefined || !days.includes(day)) {
      return { days, day, entries: [], complete: true, whole: true };
    }
    const known = knownDays.get(day) ?? { rounds: 0, shards: new Map(), entries: [] };
    knownDays.set(day, known);
    const told = { days, day };
    const chosen = await chooseParts(known, day, { sources, signal });
    let complete = true;
    // The newest pictures are shown while the others are on their way.
    for (const part of chosen) {
      if (!(await readPart(known, part, { sources, signal }))) complete = false;
      if (part !== chosen.at(-1)) {
        onPart({ ...told, entries: known.entries, complete, whole: false });
      }
    }
    return { ...told, entries: known.entries, complete, whole: true };
  };
}

type Reading = { readonly sources: IndexSources; readonly signal: AbortSignal };

/** What to read of a day in this round: for the first time, its newest shards before the rest. */
async function chooseParts(
  known: KnownDay,
  day: string,
  { sources, signal }: Reading,
): Promise<readonly (readonly ListedShard[])[]> {
  const listed = (await sources.readDay(galleryDayKey(day), signal))?.shards ?? [];
  const shards = listed.map((shard) => ({ ...shard, key: galleryShardKey({ day, ...shard }) }));
  const chosen = chooseShards(shards, ({ key }) => known.shards.has(key), known.rounds);
  const isFirst = known.rounds === 0;
  known.rounds += 1;
  const timeOf = ({ hour, part = '' }: ShardName) => `${hour} ${part}`;
  const newest = chosen.map(timeOf).sort().at(-1);
  const isNewest = (shard: ShardName) => timeOf(shard) === newest;
  const parts = isFirst
    ? [chosen.filter(isNewest), chosen.filter((shard) => !isNewest(shard))]
    : [chosen];
  return parts.filter((part) => part.length > 0);
}

async function readPart(
  known: KnownDay,
  part: readonly ListedShard[],
  { sources, signal }: Reading,
): Promise<boolean> {
  const reads = await Promise.allSettled(
    part.map(async ({ hour, key }) => {
      const shard = await sources.readShard(key, signal);
      if (shard === undefined || known.shards.get(key)?.shard === shard) return false;
      // What has just gone into its parts is shown until the day says which they are.
      if (shard.split && known.shards.has(key)) return false;
      known.shards.set(key, { hour, shard });
      return true;
    }),
  );
  if (reads.some((read) => read.status === 'fulfilled' && read.value)) {
    known.entries = listEntries(known.shards.values());
  }
  return reads.every((read) => read.status === 'fulfilled');
}
