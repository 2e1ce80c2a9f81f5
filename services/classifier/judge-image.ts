import type { Match, RejectionReason } from '../../contracts/image-event.ts';
import type { Label } from '../../contracts/label.ts';
import type { BlobStore, StoredBlob } from '../../runtime/blob-store.ts';
import { UnreadableImageError } from '../../runtime/labeler.ts';
import type { Deps } from '../../runtime/ports.ts';
import type { AlarmListSource } from './alarm-list-source.ts';
import type { ImageFacts } from './event-of.ts';
import { inspectImage } from './inspect-image.ts';
import { matchAlarms } from './match-alarms.ts';

type Rejection = {
  readonly outcome: 'rejected';
  readonly reason: RejectionReason;
  readonly message: string;
};

/** What a picture was found to be, before it is named and recorded. */
export type Judgement =
  | Rejection
  | {
      readonly outcome: 'alarm' | 'quiet';
      readonly labels: readonly Label[];
      readonly matches: readonly Match[];
      readonly labeler: string;
    };

type JudgeDeps = Deps<'blobs' | 'labeler'> & { readonly alarmList: AlarmListSource };

/** Looks at the header before anything is paid for, has the picture labelled, and asks the list. */
export async function judgeImage(
  { blobs, labeler, alarmList }: JudgeDeps,
  { image, head }: { image: ImageFacts; head: StoredBlob },
): Promise<Judgement> {
  let inspection = inspectImage(head.bytes, head.sizeBytes);
  if (inspection === 'needs-more') {
    inspection = inspectImage(await wholeImage(blobs, image), head.sizeBytes);
  }
  if (typeof inspection === 'object') return { outcome: 'rejected', ...inspection };
  try {
    const labels = await labeler.label(image);
    const rules = await alarmList.current();
    const matches = matchAlarms(labels, rules, labeler.alarmConfidence);
    const outcome = matches.length > 0 ? 'alarm' : 'quiet';
    return { outcome, labels, matches, labeler: labeler.name };
  } catch (error) {
    if (!(error instanceof UnreadableImageError)) throw error;
    return { outcome: 'rejected', reason: 'unreadable', message: error.message };
  }
}

async function wholeImage(blobs: BlobStore, image: ImageFacts): Promise<Uint8Array> {
  const { key, versionId, imageId } = image;
  const whole = await blobs.get(key, versionId === undefined ? {} : { versionId });
  if (whole?.etag !== image.etag) throw new Error(`read image ${imageId}: it has gone meanwhile`);
  return whole.bytes;
}
