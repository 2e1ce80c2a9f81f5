import type { GalleryEntry, GalleryShard } from '../contracts/gallery-index.ts';
import type { Filter, OutcomeFilter } from './address.ts';

/** An entry with the hour that it is listed under, which is local to its camera. */
export type ListedEntry = GalleryEntry & { readonly hour: string };

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
  return sortEntries([...entries.values()]);
}

/** Entries newest first. */
export function sortEntries(entries: readonly ListedEntry[]): readonly ListedEntry[] {
  return [...entries].sort(newestFirst);
}

/** The entries that a filter leaves over. */
export function selectEntries(
  entries: readonly ListedEntry[],
  filter: Filter,
): readonly ListedEntry[] {
  const { camera, outcome, hours, judged } = filter;
  return entries.filter(
    (entry) =>
      (camera === undefined || entry.camera === camera) &&
      (outcome === 'all' || entry.outcome === outcome) &&
      (hours === undefined || (hours.from <= entry.hour && entry.hour <= hours.to)) &&
      (judged === undefined || isJudged(entry) === (judged === 'yes')) &&
      showsLabel(entry, filter),
  );
}

/** Whether the owner has said what to think of a picture. */
export function isJudged({ judgement }: ListedEntry): boolean {
  return judgement !== undefined && judgement.verdict !== 'none';
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

/** What was seen in the entries, most often first. */
export function labelsOf(entries: readonly ListedEntry[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { name } of entries.flatMap(({ labels }) => labels)) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b)).map(([name]) => name);
}

// The confidence that is asked for is that of the label that is asked for, or of any.
function showsLabel({ labels }: ListedEntry, { label, sure = 0 }: Filter): boolean {
  if (label === undefined && sure === 0) return true;
  return labels.some(
    ({ name, confidence }) => (label === undefined || name === label) && confidence >= sure,
  );
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
