import { type Judgement, newerJudgement } from '../contracts/feedback.ts';
import type { ListedEntry } from './select-entries.ts';

/** Entries with what was said of them since the index was read; the newest judgement counts. */
export function judgedEntries(
  entries: readonly ListedEntry[],
  given: ReadonlyMap<string, Judgement>,
): readonly ListedEntry[] {
  if (given.size === 0) return entries;
  return entries.map((entry) => {
    const said = given.get(entry.imageId);
    if (said === undefined) return entry;
    const { judgement = said } = entry;
    return { ...entry, judgement: newerJudgement(judgement, said) };
  });
}
