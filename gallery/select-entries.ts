import type { GalleryEntry, GalleryShard } from '../contracts/gallery-index.ts';
import type { OutcomeFilter } from './address.ts';

/** An entry with the hour that it is listed under, which is local to its camera. */
export type ListedEntry = GalleryEntry & { readonly hour: string };

export type HourGroup = { readonly hour: string; readonly entries: readonly ListedEntry[] };

/** All entries of a day's shards, newest first. */
export function listEntries(
  shards: Iterable<{ readonly hour: string; readonly shard: GalleryShard }>,
): readonly ListedEntry[] {
  const entries = new Map<string, ListedEntry>();
  for (const { hour, shard } of shards) {
    for (const entry of Object.values(shard.entries)) {
      entries.set(entry.imageId, { ...entry, hour });
    }
  }
  return [...entries.values()].sort(newestFirst);
}

/** The entries that a camera and an outcome leave over. */
export function selectEntries(
  entries: readonly ListedEntry[],
  filter: { readonly camera: string | undefined; readonly outcome: OutcomeFilter },
): readonly ListedEntry[] {
  const { camera, outcome } = filter;
  return entries.filter(
    (entry) =>
      (camera === undefined || entry.camera === camera) &&
      (outcome === 'all' || entry.outcome === outcome),
  );
}

/** How many entries each choice of outcome would show. */
export function countOutcomes(entries: readonly ListedEntry[]): Record<OutcomeFilter, number> {
  const counts = { all: entries.length, alarm: 0, quiet: 0, rejected: 0 };
  for (const entry of entries) counts[entry.outcome] += 1;
  return counts;
}

/** The cameras that took the entries, by name. */
export function camerasOf(entries: readonly ListedEntry[]): readonly string[] {
  return [...new Set(entries.map((entry) => entry.camera))].sort();
}

/** Entries under their hours, in the order they come in. */
export function groupByHour(entries: readonly ListedEntry[]): readonly HourGroup[] {
  const groups = new Map<string, ListedEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.hour);
    if (group === undefined) groups.set(entry.hour, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([hour, members]) => ({ hour, entries: members }));
}

// The hour counts before the instant: cameras may live in different zones.
function newestFirst(a: ListedEntry, b: ListedEntry): number {
  return (
    compare(b.hour, a.hour) || compare(b.capturedAt, a.capturedAt) || compare(a.imageId, b.imageId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
