import { captureTime, localHour } from '../../../contracts/capture-time.ts';
import { galleryShardKey, thumbnailKey } from '../../../contracts/gallery-key.ts';
import { shardsOfPicture } from '../../../contracts/gallery-shards.ts';
import { imageId } from '../../../contracts/image-id.ts';
import { parseUploadKey, recordKey } from '../../../contracts/object-key.ts';
import type { CreatedObject } from '../../../contracts/s3-notification.ts';
import { alertClaimKey } from '../../../contracts/state-key.ts';

export { testPictureName } from '../../../contracts/test-picture.ts';

/** A picture that was put under `upload/`, and where the pipeline will leave what it makes of it. */
export type SentPicture = {
  readonly imageId: string;
  readonly camera: string;
  readonly key: string;
  readonly etag: string;
  readonly recordKey: string;
  readonly thumbnailKey: string;
  /** Its hour's, and those of the parts that the hour may be split into. */
  readonly shardKeys: readonly string[];
  readonly claimKey: string;
};

/** Computes the names that the pipeline will compute of an object that was uploaded. */
export function sentPicture(
  object: Omit<CreatedObject, 'sizeBytes'>,
  timeZone: string,
): SentPicture {
  const { key, etag } = object;
  const name = parseUploadKey(key);
  if (name === undefined) throw new RangeError(`follow ${key}: it is not an upload`);
  const { camera, file } = name;
  const id = imageId(object);
  const capturedAt = captureTime({ metadata: {}, file, lastModified: new Date(), timeZone });
  const { day, hour } = localHour(capturedAt, timeZone);
  return {
    ...{ imageId: id, camera, key, etag },
    recordKey: recordKey(camera, day, id),
    thumbnailKey: thumbnailKey(camera, day, id),
    shardKeys: shardsOfPicture({ camera, hour }, capturedAt).map((shard) =>
      galleryShardKey({ day, ...shard }),
    ),
    claimKey: alertClaimKey(id, 'sns'),
  };
}
