import { feedbackGiven } from '../../contracts/feedback-given.ts';
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
  readonly judgementsRepeated: number;
  /** Keys of records that cannot be read. */
  readonly unreadable: readonly string[];
};

/** Lets go on what stopped halfway: pictures from their start or their record, and judgements. */
export async function mendGaps(
  { blobs, uploads, events }: Tools,
  { again, unlisted, untold }: Pick<Gaps, 'again' | 'unlisted' | 'untold'>,
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
  let judgementsRepeated = 0;
  for (const { recordKey, ...judgement } of untold) {
    const event = (await readableDocument(blobs, recordKey, ImageRecordSchema))?.event;
    if (event?.type !== 'ImageClassified') {
      unreadable.push(recordKey);
      continue;
    }
    const detail = feedbackGiven(event.detail, recordKey, judgement);
    await events.publish([{ type: 'FeedbackGiven', detail }]);
    judgementsRepeated += 1;
  }
  return { toldAgain: again.length, eventsRepeated, judgementsRepeated, unreadable };
}
