import { readDayEntries } from '../day-entries.ts';
import { type Proposal, proposeThresholds } from './propose-thresholds.ts';

/** Days are read whole; so many say enough. */
const mostDays = 14;

export type Proposed = { readonly proposals: readonly Proposal[]; readonly days: number };

/** Looks for better thresholds in the newest of the days on which something was judged. */
export async function readProposals(
  judgedDays: readonly string[],
  signal: AbortSignal,
): Promise<Proposed> {
  const days = judgedDays.slice(0, mostDays);
  const entries = [];
  // One day after the other: each is some dozens of requests.
  for (const day of days) entries.push(...(await readDayEntries(day, signal)));
  return { proposals: proposeThresholds(entries), days: days.length };
}
