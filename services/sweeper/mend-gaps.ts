import { ImageRecordSchema } from '../../contracts/image-record.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import type { EventBus } from '../../runtime/event-bus.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import type { Uploads } from '../../runtime/uploads.ts';
import type { Gaps } from './find-gaps.ts';

type Tools = {
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly uploads: Pick<Uploads, 'tellAgain'>;
  readonly events: EventBus;
};

/** What was done; everybody whom it reaches recognises what they have done before. */
export type Mended = {
  readonly toldAgain: number;
  readonly eventsRepeated: number;
  /** Keys of records that cannot be read. */
  readonly unreadable: readonly string[];
};

/** Lets those pictures go on that stopped halfway: from their start, or from their record. */
export async function mendGaps(
  { blobs, uploads, events }: Tools,
  { again, unlisted }: Pick<Gaps, 'again' | 'unlisted'>,
): Promise<Mended> {
  if (again.length > 0) await uploads.tellAgain(again.map(({ object }) => object));
  const unreadable: string[] = [];
  let eventsRepeated = 0;
  for (const key of unlisted) {
    const record = await readableDocument(blobs, key, ImageRecordSchema);
    if (record === undefined) {
      unreadable.push(key);
      continue;
    }
    await events.publish([record.event]);
    eventsRepeated += 1;
  }
  return { toldAgain: again.length, eventsRepeated, unreadable };
}
