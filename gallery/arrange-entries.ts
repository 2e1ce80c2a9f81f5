import type { Filter, OutcomeFilter } from './address.ts';
import { groupVisits, type Visit } from './group-visits.ts';
import { countOutcomes, type ListedEntry, selectEntries } from './select-entries.ts';

const outcomes = ['alarm', 'quiet', 'rejected'] as const;

export type Section = {
  readonly outcome: ListedEntry['outcome'];
  /** How many pictures its visits have. */
  readonly count: number;
  readonly visits: readonly Visit[];
};

export type Arrangement = {
  readonly counts: Record<OutcomeFilter, number>;
  readonly sections: readonly Section[];
  /** What is before and after a picture, as the page shows it. */
  readonly order: readonly ListedEntry[];
};

/** Sets a day's pictures apart by outcome and visit, as far as the filter shows them. */
export function arrangeEntries(entries: readonly ListedEntry[], filter: Filter): Arrangement {
  const ofAll = selectEntries(entries, { ...filter, outcome: 'all' });
  const counts = countOutcomes(ofAll);
  const sections = outcomes
    .filter((outcome) => isShown(outcome, filter.outcome, counts))
    .map((outcome) => {
      const visits = groupVisits(ofAll.filter((entry) => entry.outcome === outcome));
      return { outcome, count: counts[outcome], visits };
    });
  const visits = sections.flatMap((section) => section.visits);
  return { counts, sections, order: visits.flatMap((visit) => visit.entries) };
}

// Among everything, alarms keep their place even when there are none: that is good news.
function isShown(
  outcome: ListedEntry['outcome'],
  filter: OutcomeFilter,
  counts: Record<OutcomeFilter, number>,
): boolean {
  return filter === outcome || (filter === 'all' && (outcome === 'alarm' || counts[outcome] > 0));
}
