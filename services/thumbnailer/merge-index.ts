import type {
  GalleryDay,
  GalleryDays,
  GalleryEntry,
  GalleryShard,
} from '../../contracts/gallery-index.ts';

/**
 * Adds entries to a shard: a union keyed by image, so that neither order nor repetition matters.
 * The same set always gives the same bytes.
 */
export function mergeShard(shard: GalleryShard, entries: readonly GalleryEntry[]): GalleryShard {
  const merged = new Map(Object.entries(shard.entries));
  for (const entry of entries) {
    const known = merged.get(entry.imageId);
    merged.set(entry.imageId, known === undefined ? entry : richer(known, entry));
  }
  return { schemaVersion: 1, entries: Object.fromEntries([...merged].sort(byText(([id]) => id))) };
}

export function mergeDay(day: GalleryDay, shard: { camera: string; hour: string }): GalleryDay {
  const all = new Map(
    [...day.shards, shard].map(({ camera, hour }) => [`${hour}/${camera}`, { camera, hour }]),
  );
  return { schemaVersion: 1, shards: [...all].sort(byText(([id]) => id)).map(([, one]) => one) };
}

export function mergeDays(days: GalleryDays, day: string): GalleryDays {
  return { schemaVersion: 1, days: [...new Set([...days.days, day])].sort() };
}

// Two entries of one image differ only when one delivery could show more of it than the other.
function richer(one: GalleryEntry, other: GalleryEntry): GalleryEntry {
  const [a, b] = [one, other].map((entry) => JSON.stringify(entry));
  const prefersOther =
    (a?.length ?? 0) !== (b?.length ?? 0)
      ? (b?.length ?? 0) > (a?.length ?? 0)
      : (b ?? '') > (a ?? '');
  return prefersOther ? other : one;
}

function byText<T>(text: (item: T) => string) {
  return (a: T, b: T): number => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}
