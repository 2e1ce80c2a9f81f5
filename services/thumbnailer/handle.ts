import { localHour } from '../../contracts/capture-time.ts';
import { type GalleryEntry, galleryEntry } from '../../contracts/gallery-index.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import { recordKey, thumbnailKey } from '../../contracts/object-key.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readImage } from '../../runtime/read-image.ts';
import { galleryIndex } from './gallery-index.ts';
import { renderThumbnail } from './render-thumbnail.ts';

/** Makes the thumbnail of every picture and lists it in the gallery's index. */
export function createHandle({ blobs, settings }: Deps<'blobs'>) {
  const index = galleryIndex(blobs);

  return async (event: ImageEvent): Promise<HandlerOutcome> => {
    const { imageId, camera, capturedAt } = event.detail;
    const { day, hour } = localHour(capturedAt, settings.timeZone);
    const thumbnail = await makeThumbnail(event, thumbnailKey(camera, day, imageId));
    const entry = galleryEntry(event, {
      recordKey: recordKey(camera, day, imageId),
      ...(thumbnail === undefined ? {} : { thumbnail }),
    });
    await index.add({ day, hour, camera }, [entry]);
    return { outcome: thumbnail === undefined ? 'listed' : 'thumbnail', imageId };
  };

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
