import { capturedAtMetadata, motionEventMetadata } from '../../contracts/capture-time.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import { formatMotionArea, motionAreaMetadata } from '../../contracts/motion-area.ts';
import type { CopyOptions } from '../../runtime/blob-store.ts';

/** Which bytes a copy is made of, and what is written on it: nothing of what the uploader said. */
export function copyAttributes(event: ImageEvent): Omit<CopyOptions, 'versionId'> {
  const { etag, capturedAt, motionEvent, motionArea } = event.detail;
  return {
    ifMatch: etag,
    contentType: contentTypeOf(event),
    metadata: {
      [capturedAtMetadata]: capturedAt,
      ...(motionEvent === undefined ? {} : { [motionEventMetadata]: motionEvent }),
      ...(motionArea === undefined ? {} : { [motionAreaMetadata]: formatMotionArea(motionArea) }),
    },
  };
}

// Never what the uploader called it: a page that somebody named .jpg must not open as a page.
function contentTypeOf(event: ImageEvent): string {
  if (event.type === 'ImageRejected') return 'application/octet-stream';
  return event.detail.key.toLowerCase().endsWith('.png') ? 'image/png' : 'image/jpeg';
}
