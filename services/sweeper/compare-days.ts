import type { Feedback } from '../../contracts/feedback.ts';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { compareDay } from './compare-day.ts';
import { findUntold, listJudgements } from './find-untold.ts';
import { listedDay } from './listed-day.ts';

/** Which days are compared, and how much of them. */
export type Comparison = {
  readonly now: Date;
  /** Days whose judgements are compared with what the page lists. */
  readonly judgedDays: readonly string[];
  readonly mostJudgements: number;
  /** Those of them whose records are, too. */
  readonly days: readonly string[];
  readonly cameras: readonly string[];
};

/** How the page differs from what was decided and judged. */
export type Differences = {
  /** Keys of records whose pictures the page does not list. */
  readonly unlisted: readonly string[];
  /** What the page lists and has no record. */
  readonly strays: readonly GalleryEntry[];
  /** Judgements that the page does not show: nobody was told of them. */
  readonly untold: readonly Feedback[];
};

/** Compares days with what the page lists of them; holds one of them in memory at a time. */
export async function compareDays(
  blobs: Pick<BlobStore, 'get' | 'list'>,
  { now, judgedDays, mostJudgements, days, cameras }: Comparison,
): Promise<Differences> {
  const listed = await Promise.all(judgedDays.map((day) => listedDay(blobs, day)));
  const places = listed.map((one) => ({
    ...one,
    cameras: [...new Set([...cameras, ...one.cameras])],
  }));
  const judged = await listJudgements(blobs, { places, now, most: mostJudgements });
  const unlisted: string[] = [];
  const strays: GalleryEntry[] = [];
  const untold: Feedback[] = [];
  for (const { readEntries, ...place } of places) {
    const keys = judged.get(place.day) ?? [];
    const isCompared = days.includes(place.day);
    if (!isCompared && keys.length === 0) continue;
    const entries = await readEntries();
    if (isCompared) {
      const difference = await compareDay(blobs, { ...place, entries, now });
      unlisted.push(...difference.unlisted);
      strays.push(...difference.strays);
    }
    untold.push(...(await findUntold(blobs, keys, entries)));
  }
  return { unlisted, strays, untold };
}
