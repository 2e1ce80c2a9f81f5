import { localHour } from '../../contracts/capture-time.ts';
import type { FeedbackGiven } from '../../contracts/feedback.ts';
import { type GalleryEntry, galleryEntry } from '../../contracts/gallery-index.ts';
import { thumbnailKey } from '../../contracts/gallery-key.ts';
import type { DomainEvent, ImageEvent } from '../../contracts/image-event.ts';
import { ImageRecordSchema } from '../../contracts/image-record.ts';
import { recordKey } from '../../contracts/object-key.ts';
import type { MonthDue, SummaryDue, WakeUp } from '../../contracts/wake-up.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readDocument } from '../../runtime/read-document.ts';
import { readImage } from '../../runtime/read-image.ts';
import { galleryIndex } from './gallery-index.ts';
import { renderThumbnail } from './render-thumbnail.ts';
import { countHour, countMonth } from './summaries.ts';
import { wakeUps } from './wake-ups.ts';

type Heard = ImageEvent | DomainEvent<'FeedbackGiven'> | WakeUp<'SummaryDue' | 'MonthDue'>;

// A visit's pictures come close together, and share one count of their hour.
const summarySeconds = 60;
const monthSeconds = 58 * 60;

/** Makes the thumbnail of every picture, lists it in the gallery's index, and counts what is listed. */
export function createHandle(
  deps: Deps<'blobs' | 'timers'>,
  pace: { readonly restMilliseconds?: number } = {},
) {
  const { blobs, settings, now } = deps;
  const index = galleryIndex(blobs, pace);
  const alarmClock = wakeUps(deps);
  // A day that is over has no later.
  const isReplay = settings.notifications.clock === 'capture';

  return (event: Heard): Promise<HandlerOutcome> => {
    switch (event.type) {
      case 'ImageClassified':
      case 'ImageRejected':
        return listImage(event);
      case 'FeedbackGiven':
        return listJudgement(event.detail);
      case 'SummaryDue':
        return summariseHour(event.detail);
      case 'MonthDue':
        return summariseMonth(event.detail);
    }
  };

  async function listImage(event: ImageEvent): Promise<HandlerOutcome> {
    const { imageId, camera, capturedAt } = event.detail;
    const { day } = localHour(capturedAt, settings.timeZone);
    const thumbnail = await makeThumbnail(event, thumbnailKey(camera, day, imageId));
    await list(
      galleryEntry(event, {
        recordKey: recordKey(camera, day, imageId),
        ...(thumbnail === undefined ? {} : { thumbnail }),
      }),
    );
    return { outcome: thumbnail === undefined ? 'listed' : 'thumbnail', imageId };
  }

  // Whoever judges may be faster than the picture's own message: the record says all but the thumbnail.
  async function listJudgement(given: FeedbackGiven): Promise<HandlerOutcome> {
    const { imageId, verdict, givenAt } = given;
    const record = await readDocument(blobs, given.recordKey, ImageRecordSchema);
    if (record === undefined) return { outcome: 'unknown-picture', imageId };
    const judgement = { verdict, givenAt };
    await list(galleryEntry(record.event, { recordKey: given.recordKey, judgement }));
    return { outcome: 'judged', verdict, imageId };
  }

  async function list(entry: GalleryEntry): Promise<void> {
    const { imageId, camera, capturedAt } = entry;
    const place = { ...localHour(capturedAt, settings.timeZone), camera };
    await index.add(place, [entry]);
    const detail = { schemaVersion: 1, correlationId: imageId, ...place } as const;
    await alarmClock.ensure(nameOf(place), { type: 'SummaryDue', detail }, summarySeconds);
  }

  async function summariseHour(due: SummaryDue): Promise<HandlerOutcome> {
    const { correlationId, day, hour, camera } = due;
    // What is listed from now on is perhaps not counted any more.
    alarmClock.arrived(nameOf(due));
    const isChanged = await countHour(blobs, due);
    // Also without a change: whoever made it may have died before it asked for the month.
    const dueAt = new Date(now().getTime() + monthSeconds * 1000).toISOString();
    const detail = { schemaVersion: 1, correlationId, day, dueAt } as const;
    await alarmClock.ensure(day, { type: 'MonthDue', detail }, monthSeconds);
    return { outcome: isChanged ? 'counted' : 'counted-before', day, hour, camera };
  }

  async function summariseMonth(due: MonthDue): Promise<HandlerOutcome> {
    const { day, dueAt } = due;
    const seconds = (Date.parse(dueAt) - now().getTime()) / 1000;
    if (seconds > 0 && !isReplay) {
      // SQS waits a quarter of an hour at the most.
      await deps.timers.later({ type: 'MonthDue', detail: due }, seconds);
      return { outcome: 'month-waits', day, dueAt };
    }
    alarmClock.arrived(day);
    const isChanged = await countMonth(blobs, day);
    return { outcome: isChanged ? 'month-counted' : 'month-counted-before', day };
  }

  async function makeThumbnail(
    event: ImageEvent,
    key: string,
  ): Promise<GalleryEntry['thumbnail'] | undefined> {
    // What was rejected at its header has nothing to show, and a bomb must not be opened at all.
    if (event.type === 'ImageRejected') return undefined;
    const picture = await readImage(blobs, event.detail);
    if (picture === undefined) {
      throw new Error(`make a thumbnail of ${event.detail.imageId}: the picture is nowhere`);
    }
    const thumbnail = await renderThumbnail(picture.bytes);
    if (thumbnail === undefined) return undefined;
    const { bytes, width, height, partial } = thumbnail;
    await blobs.put(key, bytes, { condition: 'if-absent', contentType: 'image/jpeg' });
    return { key, width, height, partial };
  }
}

function nameOf({ day, hour, camera }: Pick<SummaryDue, 'day' | 'hour' | 'camera'>): string {
  return `${day}/${hour}/${camera}`;
}
