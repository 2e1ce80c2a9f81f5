import { localHour } from '../../contracts/capture-time.ts';
import type { DomainEvent, ImageEvent } from '../../contracts/image-event.ts';
import { recordKey } from '../../contracts/object-key.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { copyAttributes } from './copy-attributes.ts';
import { judgedMover } from './move-judged.ts';

/**
 * Files the picture: copies it to the destination that the classifier fixed, makes sure of the copy,
 * then deletes it from `upload/`. Finding a step already done is success. A picture whose outcome its
 * owner turned round is moved on to the other folder.
 */
export function createHandle(deps: Deps<'blobs'>) {
  const { blobs, settings } = deps;
  const moveJudged = judgedMover(deps);

  return async (event: ImageEvent | DomainEvent<'FeedbackGiven'>): Promise<HandlerOutcome> => {
    if (event.type !== 'FeedbackGiven') return file(event);
    const { imageId } = event.detail;
    const movedTo = await moveJudged(event.detail.recordKey);
    return movedTo === undefined
      ? { outcome: 'gone', imageId }
      : { outcome: 'judged', imageId, movedTo };
  };

  async function file(event: ImageEvent): Promise<HandlerOutcome> {
    const { imageId, key, versionId, etag, destinationKey } = event.detail;
    const copied = await blobs.copy(key, destinationKey, {
      ...copyAttributes(event),
      ...(versionId === undefined ? {} : { versionId }),
    });
    if (copied !== 'copied' && !(await isThere(destinationKey, etag))) {
      return movedOn(event, copied);
    }
    // A picture uploaded anew under the same key is left alone: its own event will come.
    const deleted = await blobs.delete(key, etag);
    // Whoever comes again may have copied what a judgement had moved on. Without versions, the same
    // bytes uploaded again are the same picture.
    const isFirst = copied === 'copied' && deleted === 'deleted' && versionId !== undefined;
    if (!isFirst) await moveJudged(recordOf(event));
    return { outcome: copied === 'copied' ? 'moved' : 'already-moved', imageId, deleted };
  }

  // A judgement may have come sooner than this, and have taken the picture straight to its place.
  async function movedOn(event: ImageEvent, copied: 'exists' | 'missing'): Promise<HandlerOutcome> {
    const { imageId, key, destinationKey } = event.detail;
    const movedTo = await moveJudged(recordOf(event));
    if (movedTo !== undefined) return { outcome: 'already-moved', imageId, movedTo };
    throw new Error(
      copied === 'exists'
        ? `move image ${imageId}: ${destinationKey} holds another picture`
        : `move image ${imageId}: it is neither at ${key} nor at ${destinationKey}`,
    );
  }

  function recordOf({ detail: { camera, capturedAt, imageId } }: ImageEvent): string {
    return recordKey(camera, localHour(capturedAt, settings.timeZone).day, imageId);
  }

  async function isThere(destinationKey: string, etag: string): Promise<boolean> {
    return (await blobs.get(destinationKey, { firstBytes: 1 }))?.etag === etag;
  }
}
