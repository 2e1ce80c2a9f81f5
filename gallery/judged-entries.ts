import type { Judgement } from '../contracts/feedback.ts';
import type { ListedEntry } from './select-entries.ts';

/**
 * Entries with what was said of them on this page. That counts whatever the index says: it learns of
 * it later, and by another clock.
 */
export function judgedEntries(
  entries: readonly ListedEntry[],
  given: ReadonlyMap<string, Judgement>,
): readonly ListedEntry[] {
  if (given.size === 0) return entries;
  return entries.map((entry) => {
    const judgement = given.get(entry.imageId);
    return judgement === undefined ? entry : { ...entry, judgement };
  });
}
