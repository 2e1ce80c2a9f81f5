import type { Address, OutcomeFilter } from './address.ts';
import { countOutcomes, type ListedEntry, selectEntries } from './select-entries.ts';

const outcomes = ['alarm', 'quiet', 'rejected'] as const;

export type Arrangement = {
  readonly counts: Record<OutcomeFilter, number>;
  readonly sections: readonly {
    readonly outcome: ListedEntry['outcome'];
    readonly entries: readonly ListedEntry[];
  }[];
  /** What is before and after a picture, as the page shows it. */
  readonly order: readonly ListedEntry[];
};

/** Sets a day's pictures apart by outcome, as far as the filters show them. */
export function arrangeEntries(
  entries: readonly ListedEntry[],
  { camera, outcome: filter }: Pick<Address, 'camera' | 'outcome'>,
): Arrangement {
  const ofCamera = selectEntries(entries, { camera, outcome: 'all' });
  const counts = countOutcomes(ofCamera);
  const sections = outcomes
    .filter((outcome) => isShown(outcome, filter, counts))
    .map((outcome) => ({ outcome, entries: selectEntries(ofCamera, { camera, outcome }) }));
  return { counts, sections, order: sections.flatMap((section) => section.entries) };
}

// Among everything, alarms keep their place even when there are none: that is good news.
function isShown(
  outcome: ListedEntry['outcome'],
  filter: OutcomeFilter,
  counts: Record<OutcomeFilter, number>,
): boolean {
  return filter === outcome || (filter === 'all' && (outcome === 'alarm' || counts[outcome] > 0));
}
