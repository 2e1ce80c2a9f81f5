import {
  type Feedback,
  FeedbackSchema,
  type Judgement,
  newerJudgement,
} from '../../contracts/feedback.ts';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import { feedbackDayPrefix } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import { patienceMilliseconds } from './find-stragglers.ts';

type Search = {
  readonly places: readonly { readonly day: string; readonly cameras: readonly string[] }[];
  readonly now: Date;
  /** How many are looked at, the newest first. */
  readonly most: number;
};

const atOnce = 16;

/** The keys of judgements that were kept long enough ago, by day. */
export async function listJudgements(
  blobs: Pick<BlobStore, 'list'>,
  { places, now, most }: Search,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const kept: { readonly day: string; readonly key: string; readonly age: number }[] = [];
  for (const { day, cameras } of places) {
    for (const camera of cameras) {
      for await (const { key, lastModified } of blobs.list(feedbackDayPrefix(camera, day))) {
        kept.push({ day, key, age: now.getTime() - lastModified.getTime() });
      }
    }
  }
  const chosen = kept
    .filter(({ age }) => age >= patienceMilliseconds)
    .sort((a, b) => a.age - b.age)
    .slice(0, most);
  const keysOf = (day: string) => chosen.filter((one) => one.day === day).map(({ key }) => key);
  return new Map(places.map(({ day }) => [day, keysOf(day)]));
}

/**
 * Judgements that the page does not show, or shows older: whoever kept them died before anybody was
 * told. When one was kept says nothing of what it says, so each is read.
 */
export async function findUntold(
  blobs: Pick<BlobStore, 'get'>,
  keys: readonly string[],
  entries: readonly GalleryEntry[],
): Promise<readonly Feedback[]> {
  const shown = new Map(entries.map(({ imageId, judgement }) => [imageId, judgement]));
  const untold: Feedback[] = [];
  for (let start = 0; start < keys.length; start += atOnce) {
    const read = await Promise.all(
      keys.slice(start, start + atOnce).map((key) => readableDocument(blobs, key, FeedbackSchema)),
    );
    untold.push(
      ...read
        .filter((kept) => kept !== undefined)
        .filter((kept) => isNewer(kept, shown.get(kept.imageId))),
    );
  }
  return untold;
}

function isNewer(kept: Judgement, shown: Judgement | undefined): boolean {
  if (shown === undefined) return true;
  const { givenAt, verdict } = newerJudgement(kept, shown);
  return givenAt !== shown.givenAt || verdict !== shown.verdict;
}
