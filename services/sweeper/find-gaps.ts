import { LabelerOutageSchema } from '../../contracts/labeler-outage.ts';
import { labelerOutageKey } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import type { Uploads } from '../../runtime/uploads.ts';
import { chooseStragglers } from './choose-stragglers.ts';
import { type Comparison, compareDays, type Differences } from './compare-days.ts';
import { listStragglers, lookAtStragglers, type Straggler } from './find-stragglers.ts';

/** What stopped halfway. */
export type Gaps = Differences & {
  /** How many pictures have lain in `upload/` too long. */
  readonly stragglers: number;
  readonly again: readonly Straggler[];
  /** They wait on purpose, or for their turn. */
  readonly waiting: readonly Straggler[];
};

type Sources = {
  readonly blobs: Pick<BlobStore, 'get' | 'list'>;
  readonly uploads: Pick<Uploads, 'held'>;
  readonly bucket: string;
  readonly timeZone: string;
};

type Search = Comparison & {
  /** Which of the stragglers are looked at, by how long they have waited. */
  readonly isDue: (ageMilliseconds: number) => boolean;
  readonly mostStragglers: number;
};

/** Looks for what stopped halfway, and changes nothing. */
export async function findGaps(sources: Sources, search: Search): Promise<Gaps> {
  const { blobs, uploads } = sources;
  const { now } = search;
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
  return { stragglers: listed.length, ...chosen, ...(await compareDays(blobs, search)) };
}

async function isLabelerDown(blobs: Sources['blobs']): Promise<boolean> {
  const outage = await readableDocument(blobs, labelerOutageKey, LabelerOutageSchema);
  return outage?.state === 'down';
}
