import { localHour } from '../../contracts/capture-time.ts';
import { thumbnailKey } from '../../contracts/gallery-key.ts';
import type { ImageClassified } from '../../contracts/image-event.ts';
import type { AlertPicture } from '../../runtime/alert-channel.ts';
import { oneLine } from '../../runtime/one-line.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readImage } from '../../runtime/read-image.ts';

// A mail is to arrive, and to be opened on the way.
const largestBytes = 1_000_000;

const contentId = 'picture';

/**
 * The picture that an alert shows: the gallery's thumbnail if it is there already, else the picture
 * itself unless it is large. An alarm without a picture is still an alarm.
 */
export async function findThumbnail(
  { blobs, log, settings }: Deps<'blobs'>,
  image: ImageClassified,
): Promise<AlertPicture | undefined> {
  const { camera, imageId, capturedAt, sizeBytes, key } = image;
  const fileName = oneLine(key.slice(key.lastIndexOf('/') + 1));
  const { day } = localHour(capturedAt, settings.timeZone);
  const thumbnail = await blobs.get(thumbnailKey(camera, day, imageId));
  if (thumbnail !== undefined) return { contentId, fileName, bytes: thumbnail.bytes };
  if (sizeBytes > largestBytes) return undefined;
  const picture = await readImage(blobs, image);
  if (picture === undefined) log.warn('alert without picture', { imageId });
  return picture && { contentId, fileName, bytes: picture.bytes };
}
