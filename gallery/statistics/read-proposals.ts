import { readDayEntries } from '../day-entries.ts';
import { jsonReader } from '../json-reader.ts';
import type { Looked } from '../proposals/proposal.ts';
import { JudgedRecordSchema } from './judged-record.ts';
import { readRules } from './read-rules.ts';

/** Days are read whole; so many say enough. */
const mostDays = 14;

const readRecord = jsonReader(JudgedRecordSchema);

type Question = {
  /** On which something was judged, newest first. */
  readonly days: readonly string[];
  readonly cameras: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress: (read: number, of: number) => void;
};

export type Proposed = Looked & { readonly days: number };

/**
 * Looks for better thresholds in the newest of the days on which something was judged; undefined while
 * the rules are not known.
 */
export async function readProposals(question: Question): Promise<Proposed | undefined> {
  const { cameras, signal, onProgress } = question;
  const rules = await readRules(signal);
  if (rules === undefined) return undefined;
  const days = question.days.slice(0, mostDays);
  const entries = [];
  // One day after the other: each is some dozens of requests.
  for (const day of days) entries.push(...(await readDayEntries(day, signal)));
  const { lookForProposals } = await loadProposals();
  const read = (key: string) => readRecord(key, signal);
  const looked = await lookForProposals({ rules, entries, cameras, read, onProgress });
  return { ...looked, days: days.length };
}

// A bundle of its own, loaded by whoever asks for it: what it shared with the page would be cut out of both.
function loadProposals(): Promise<typeof import('../proposals/look-for-proposals.ts')> {
  return import(new URL('look-for-proposals.js', import.meta.url).href);
}
