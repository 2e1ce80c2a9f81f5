import type { ListedEntry } from './select-entries.ts';

const longestGapMilliseconds = 60_000;

/** Pictures of one camera that belong together, as one card shows them. */
export type Visit = {
  /** The oldest picture's, so that a visit stays the same while pictures are added to it. */
  readonly id: string;
  /** The picture that says most. */
  readonly best: ListedEntry;
  /** Newest first. */
  readonly entries: readonly ListedEntry[];
};

/**
 * Groups entries, newest first, into visits: pictures of one camera and motion event, or with no
 * longer gap between them. A visit stands where its newest picture stood.
 */
export function groupVisits(entries: readonly ListedEntry[]): readonly Visit[] {
  const groups: ListedEntry[][] = [];
  const latest = new Map<string, ListedEntry[]>();
  for (const entry of entries) {
    // What could not be read has a reason of its own.
    const place = `${entry.camera}/${entry.reason ?? ''}`;
    const group = latest.get(place);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && belongTogether(last, entry)) {
      group.push(entry);
    } else {
      const begun = [entry];
      latest.set(place, begun);
      groups.push(begun);
    }
  }
  return groups.flatMap(toVisit);
}

function belongTogether(later: ListedEntry, earlier: ListedEntry): boolean {
  if (later.motionEvent !== undefined && later.motionEvent === earlier.motionEvent) return true;
  const gap = Date.parse(later.capturedAt) - Date.parse(earlier.capturedAt);
  return Math.abs(gap) <= longestGapMilliseconds;
}

function toVisit(entries: readonly ListedEntry[]): readonly Visit[] {
  const oldest = entries.at(-1);
  if (oldest === undefined) return [];
  const best = entries.reduce((a, b) => (telling(b) > telling(a) ? b : a));
  return [{ id: oldest.imageId, best, entries }];
}

/** An alarm says more than anything quiet, and what is surer says more. */
function telling({ outcome, labels }: ListedEntry): number {
  const isAlarm = outcome === 'alarm';
  const rang = labels.filter(({ alarm }) => alarm || !isAlarm);
  return Math.max(0, ...rang.map(({ confidence }) => confidence)) + (isAlarm ? 1_000 : 0);
}
