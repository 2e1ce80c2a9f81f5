import { localHour } from '../../contracts/capture-time.ts';
import type { GalleryEntry } from '../../contracts/gallery-index.ts';
import { LabelerOutageSchema } from '../../contracts/labeler-outage.ts';
import { labelerOutageKey } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import type { Uploads } from '../../runtime/uploads.ts';
import { chooseStragglers } from './choose-stragglers.ts';
import { compareDay } from './compare-day.ts';
import { listStragglers, lookAtStragglers, type Straggler } from './find-stragglers.ts';

/** What stopped halfway. */
export type Gaps = {
  /** How many pictures have lain in `upload/` too long. */
  readonly stragglers: number;
  readonly again: readonly Straggler[];
  /** They wait on purpose, or for their turn. */
  readonly waiting: readonly Straggler[];
  /** Keys of records whose pictures the page does not list. */
  readonly unlisted: readonly string[];
  /** What the page lists and has no record. */
  readonly strays: readonly GalleryEntry[];
};

type Sources = {
  readonly blobs: Pick<BlobStore, 'get' | 'list'>;
  readonly uploads: Pick<Uploads, 'held'>;
  readonly bucket: string;
  readonly timeZone: string;
};

type Search = {
  readonly now: Date;
  /** Which of the stragglers are looked at, by how long they have waited. */
  readonly isDue: (ageMilliseconds: number) => boolean;
  readonly mostStragglers: number;
  /** Days whose records are compared with what the page lists. */
  readonly days: readonly string[];
  readonly cameras: readonly string[];
};

/** Looks for pictures that stopped halfway, and changes nothing. */
export async function findGaps(sources: Sources, search: Search): Promise<Gaps> {
  const { blobs, uploads } = sources;
  const { now, days, cameras } = search;
  const listed = await listStragglers(blobs, now);
  const due = listed
    .filter(({ lastModified }) => search.isDue(now.getTime() - lastModified.getTime()))
    .slice(0, search.mostStragglers);
  const chosen =
    due.length === 0
      ? { again: [], waiting: [] }
      : chooseStragglers(await lookAtStragglers(sources, due), {
          stragglers: listed.length,
          held: await uploads.held(),
          isLabelerDown: await isLabelerDown(blobs),
        });
  const compared = [];
  for (const day of days) compared.push(await compareDay(blobs, { day, cameras, now }));
  return {
    ...{ stragglers: listed.length, ...chosen },
    unlisted: compared.flatMap(({ unlisted }) => unlisted),
    strays: compared.flatMap(({ strays }) => strays),
  };
}

/** The local days of the last two days, which are what is compared unless more is asked for. */
export function recentDays(now: Date, timeZone: string): readonly string[] {
  const days = [24, 0].map((hours) => {
    const at = new Date(now.getTime() - hours * 60 * 60 * 1000);
    return localHour(at.toISOString(), timeZone).day;
  });
  return [...new Set(days)];
}

async function isLabelerDown(blobs: Sources['blobs']): Promise<boolean> {
  const outage = await readableDocument(blobs, labelerOutageKey, LabelerOutageSchema);
  return outage?.state === 'down';
}
