import type { GalleryEntry } from '../contracts/gallery-index.ts';

export type ListedLabel = GalleryEntry['labels'][number];

/** The labels that fit on a card, what rang first, and how many do not. */
export function topLabels(
  labels: readonly ListedLabel[],
  count: number,
): { readonly top: readonly ListedLabel[]; readonly more: number } {
  const sorted = [...labels].sort(
    (a, b) => Number(b.alarm) - Number(a.alarm) || b.confidence - a.confidence,
  );
  return { top: sorted.slice(0, count), more: Math.max(sorted.length - count, 0) };
}
