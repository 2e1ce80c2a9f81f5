import { newerJudgement } from '../../contracts/feedback.ts';
import type {
  GalleryDay,
  GalleryDays,
  GalleryEntry,
  GalleryShard,
  ShardName,
} from '../../contracts/gallery-index.ts';
import { galleryShardKey } from '../../contracts/gallery-key.ts';
import { isSplittable, isWithin } from '../../contracts/gallery-shards.ts';

/**
 * How many pictures a shard lists before it is split. So many bytes are written again for each further
 * picture; and so many, at the least, make an hour worth more than one request to its reader.
 */
export const mostEntries = 48;

/** What may be done to a shard: pictures are added, or have been listed in its parts. */
export type ShardChange =
  | { readonly added: readonly GalleryEntry[] }
  | { readonly moved: readonly GalleryEntry[] };

/**
 * Adds entries to a shard: a union keyed by image, so that neither order nor repetition matters.
 * The same set always gives the same bytes.
 *
 * A shard that holds too many is split with what it holds, which never grows from then on: whoever
 * finds it so lists that in the parts, and then it is moved.
 */
export function mergeShard(
  name: ShardName,
  shard: GalleryShard,
  changes: readonly ShardChange[],
): GalleryShard {
  return changes.reduce((before, change) => {
    if ('moved' in change) return withoutMoved(before, change.moved);
    return before.split ? before : withAdded(name, before, change.added);
  }, shard);
}

/** Two accounts of one picture as one: what shows more of it, and the newest judgement. */
export function mergeEntry(one: GalleryEntry, other: GalleryEntry): GalleryEntry {
  const [{ judgement: a, ...first }, { judgement: b, ...second }] = [one, other];
  const judgement = a === undefined || b === undefined ? (a ?? b) : newerJudgement(a, b);
  const entry = richer(first, second);
  return judgement === undefined ? entry : { ...entry, judgement };
}

/** Lists shards of a day; parts stand for the hour that they are of. */
export function mergeDay({ shards }: GalleryDay, added: readonly ShardName[]): GalleryDay {
  const all = new Map([...shards, ...added].map((shard) => [placeOf(shard), shard]));
  const names = [...all.values()].map(({ camera, hour, part }) =>
    part === undefined ? { camera, hour } : { camera, hour, part },
  );
  const parts = names.filter(({ part }) => part !== undefined);
  return {
    schemaVersion: 1,
    shards: names
      .filter((shard) => !parts.some((part) => isWithin(part, shard)))
      .sort(byText(placeOf)),
  };
}

export function mergeDays(days: GalleryDays, added: readonly string[]): GalleryDays {
  return { schemaVersion: 1, days: [...new Set([...days.days, ...added])].sort() };
}

function withAdded(
  name: ShardName,
  shard: GalleryShard,
  added: readonly GalleryEntry[],
): GalleryShard {
  const merged = new Map(Object.entries(shard.entries));
  for (const entry of added) {
    const known = merged.get(entry.imageId);
    merged.set(entry.imageId, known === undefined ? entry : mergeEntry(known, entry));
  }
  const entries = Object.fromEntries([...merged].sort(byText(([id]) => id)));
  return merged.size > mostEntries && isSplittable(name)
    ? { schemaVersion: 1, entries, split: true }
    : { schemaVersion: 1, entries };
}

function withoutMoved(shard: GalleryShard, moved: readonly GalleryEntry[]): GalleryShard {
  if (!shard.split) return shard;
  const gone = new Set(moved.map(({ imageId }) => imageId));
  const left = Object.entries(shard.entries).filter(([id]) => !gone.has(id));
  return { schemaVersion: 1, entries: Object.fromEntries(left), split: true };
}

// Two entries of one image differ only when one delivery could show more of it than the other.
function richer(one: GalleryEntry, other: GalleryEntry): GalleryEntry {
  const [a, b] = [one, other].map((entry) => {
    const json = JSON.stringify(entry);
    return { shown: entry.thumbnail === undefined ? 0 : 1, length: json.length, json };
  });
  if (a === undefined || b === undefined || a.json === b.json) return one;
  if (a.shown !== b.shown) return a.shown > b.shown ? one : other;
  if (a.length !== b.length) return a.length > b.length ? one : other;
  return a.json > b.json ? one : other;
}

// Also the order in which a day lists its shards: by time, then camera.
function placeOf(shard: ShardName): string {
  return galleryShardKey({ day: '', ...shard });
}

function byText<T>(text: (item: T) => string) {
  return (a: T, b: T): number => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}
