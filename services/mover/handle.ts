import { capturedAtMetadata, motionEventMetadata } from '../../contracts/capture-time.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';

/**
 * Files the picture: copies it to the destination that the classifier fixed, makes sure of the copy,
 * then deletes it from `upload/`. Finding a step already done is success.
 */
export function createHandle({ blobs }: Deps<'blobs'>) {
  return async (event: ImageEvent): Promise<HandlerOutcome> => {
    const { detail: image } = event;
    const { imageId, key, versionId, etag, destinationKey } = image;
    const copied = await blobs.copy(key, destinationKey, {
      ifMatch: etag,
      ...(versionId === undefined ? {} : { versionId }),
      contentType: contentTypeOf(event),
      metadata: {
        [capturedAtMetadata]: image.capturedAt,
        ...(image.motionEvent === undefined ? {} : { [motionEventMetadata]: image.motionEvent }),
      },
    });
    if (copied !== 'copied' && !(await isThere(destinationKey, etag))) {
      throw new Error(
        copied === 'exists'
          ? `move image ${imageId}: ${destinationKey} holds another picture`
          : `move image ${imageId}: it is neither at ${key} nor at ${destinationKey}`,
      );
    }
    // A picture uploaded anew under the same key is left alone: its own event will come.
    const deleted = await blobs.delete(key, etag);
    return { outcome: copied === 'copied' ? 'moved' : 'already-moved', imageId, deleted };
  };

  async function isThere(destinationKey: string, etag: string): Promise<boolean> {
    return (await blobs.get(destinationKey, { firstBytes: 1 }))?.etag === etag;
  }
}

// Never what the uploader called it: a page that somebody named .jpg must not open as a page.
function contentTypeOf(event: ImageEvent): string {
  if (event.type === 'ImageRejected') return 'application/octet-stream';
  return event.detail.key.toLowerCase().endsWith('.png') ? 'image/png' : 'image/jpeg';
}
