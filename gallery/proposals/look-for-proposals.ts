import type { RulesInForce } from '../../contracts/rules-in-force.ts';
import { rulesOfDocument } from '../../services/classifier/rules/rules-document.ts';
import type { ListedEntry } from '../select-entries.ts';
import type { JudgedRecord } from '../statistics/judged-record.ts';
import { findProposals } from './find-proposals.ts';
import type { RecordedPicture } from './judge-pictures.ts';
import { alsoNeeded, surelyNeeded } from './needed-entries.ts';
import type { Looked } from './proposal.ts';

export type Question = {
  readonly rules: RulesInForce;
  /** All pictures of the days on which something was judged. */
  readonly entries: readonly ListedEntry[];
  /** All that are known, also those without such pictures. */
  readonly cameras: readonly string[];
  readonly read: (recordKey: string) => Promise<JudgedRecord | undefined>;
  readonly onProgress: (read: number, of: number) => void;
};

/** So many records, of a few kB each, are read at the most: the newest. */
const mostPictures = 1_500;
const atOnce = 16;

/** Reads the records that say it, and finds better thresholds. */
export async function lookForProposals(question: Question): Promise<Looked> {
  const { rules, entries, onProgress, read } = question;
  const sourced = rulesOfDocument(rules);
  const { timeZone, alarmConfidence } = rules;
  const records = new Map<string, JudgedRecord | undefined>();
  const readAll = async (needed: readonly ListedEntry[]) => {
    const unread = needed.map(({ recordKey }) => recordKey).filter((key) => !records.has(key));
    let done = 0;
    await inParallel(unread, async (key) => {
      records.set(key, await read(key));
      done += 1;
      onProgress(done, unread.length);
    });
  };

  const sure = newest(surelyNeeded(entries));
  await readAll(sure);
  const known = [...records.values()].filter((record) => record !== undefined);
  const more = alsoNeeded(entries, { sourced, alarmConfidence, records: known });
  const needed = newest([...sure, ...more]);
  await readAll(needed);

  const pictures = needed.flatMap((entry): readonly RecordedPicture[] => {
    const record = records.get(entry.recordKey);
    // What rang without being labelled says nothing of labels.
    return record === undefined || record.event.detail.labeler === 'none'
      ? []
      : [{ entry, record }];
  });
  const cameras = [...new Set([...question.cameras, ...entries.map(({ camera }) => camera)])];
  const recorded = { sourced, timeZone, alarmConfidence, pictures, cameras: cameras.sort() };
  return {
    proposals: await findProposals(recorded),
    pictures: pictures.length,
    leftOut: needed.length - pictures.length,
  };
}

// Always a whole stretch of time: what happened in between could make the next one a repeat.
function newest(entries: readonly ListedEntry[]): readonly ListedEntry[] {
  return [...entries]
    .sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : a.capturedAt > b.capturedAt ? -1 : 0))
    .slice(0, mostPictures);
}

async function inParallel<Item>(items: readonly Item[], run: (item: Item) => Promise<void>) {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
