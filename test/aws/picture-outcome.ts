import * as v from 'valibot';
import { localHour } from '../../contracts/capture-time.ts';
import { type GalleryEntry, GalleryShardSchema } from '../../contracts/gallery-index.ts';
import { galleryShardKey, thumbnailKey } from '../../contracts/gallery-key.ts';
import { type ImageFormat, imageFormat } from '../../contracts/image-format.ts';
import { type ImageRecord, ImageRecordSchema } from '../../contracts/image-record.ts';
import { recordKey } from '../../contracts/object-key.ts';
import type { bucketView } from './bucket-view.ts';

type Bucket = ReturnType<typeof bucketView>;

/** All that the pipeline made of one picture. */
export type PictureOutcome = {
  readonly record: ImageRecord;
  /** The bytes of the copy that was filed. */
  readonly filed: Uint8Array | undefined;
  readonly thumbnail: ImageFormat | undefined;
  readonly entry: GalleryEntry | undefined;
};

/** What became of every picture, by the key under which it was uploaded. */
export async function readOutcomes(
  bucket: Bucket,
  timeZone: string,
): Promise<ReadonlyMap<string, PictureOutcome>> {
  const outcomes = new Map<string, PictureOutcome>();
  for (const key of await bucket.keys('records/')) {
    const record = v.parse(ImageRecordSchema, await bucket.json(key));
    const { capturedAt, camera, imageId, destinationKey } = record.event.detail;
    const { day, hour } = localHour(capturedAt, timeZone);
    if (key !== recordKey(camera, day, imageId)) throw new Error(`${key} names another picture`);
    const shard = await bucket.json(galleryShardKey({ day, camera, hour }));
    const thumbnail = await bucket.bytes(thumbnailKey(camera, day, imageId));
    outcomes.set(record.event.detail.key, {
      record,
      filed: await bucket.bytes(destinationKey),
      thumbnail: thumbnail && imageFormat(thumbnail),
      entry: v.parse(v.nullable(GalleryShardSchema), shard)?.entries[imageId],
    });
  }
  return outcomes;
}
