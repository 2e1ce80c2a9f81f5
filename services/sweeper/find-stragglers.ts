import { captureTime, localHour } from '../../contracts/capture-time.ts';
import { imageId } from '../../contracts/image-id.ts';
import { parseUploadKey, recordKey, uploadPrefix } from '../../contracts/object-key.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import type { BlobStore, ListedBlob } from '../../runtime/blob-store.ts';

/** A picture that should have been filed long ago. */
export type Straggler = {
  readonly object: CreatedObject;
  readonly imageId: string;
  readonly uploadedAt: Date;
  /** It was decided on: only what comes after its record is missing. */
  readonly isRecorded: boolean;
};

type Place = {
  readonly blobs: Pick<BlobStore, 'get' | 'list'>;
  readonly bucket: string;
  readonly timeZone: string;
};

/** How long a picture may lie in `upload/` before anybody asks why. */
export const patienceMilliseconds = 60 * 60 * 1000;

const atOnce = 16;

/** The pictures that have lain in `upload/` too long, by their names alone. */
export async function listStragglers(
  blobs: Pick<BlobStore, 'list'>,
  now: Date,
): Promise<readonly ListedBlob[]> {
  const found: ListedBlob[] = [];
  for await (const listed of blobs.list(uploadPrefix)) {
    const age = now.getTime() - listed.lastModified.getTime();
    if (age >= patienceMilliseconds && parseUploadKey(listed.key) !== undefined) found.push(listed);
  }
  return found;
}

/** Looks at each of them: two requests a picture. What was filed meanwhile is left out. */
export async function lookAtStragglers(
  place: Place,
  listed: readonly ListedBlob[],
): Promise<readonly Straggler[]> {
  const found: Straggler[] = [];
  for (let start = 0; start < listed.length; start += atOnce) {
    const looks = listed.slice(start, start + atOnce).map(({ key }) => lookAt(place, key));
    found.push(...(await Promise.all(looks)).filter((one) => one !== undefined));
  }
  return found;
}

async function lookAt(
  { blobs, bucket, timeZone }: Place,
  key: string,
): Promise<Straggler | undefined> {
  const name = parseUploadKey(key);
  const head = await blobs.get(key, { firstBytes: 1 });
  if (name === undefined || head === undefined) return undefined;
  const { etag, sizeBytes, versionId, metadata, lastModified } = head;
  const version = versionId === undefined ? {} : { versionId };
  const object = { bucket, key, etag, sizeBytes, ...version };
  const id = imageId(object);
  const { camera, file } = name;
  const { day } = localHour(captureTime({ metadata, file, lastModified, timeZone }), timeZone);
  const record = await blobs.get(recordKey(camera, day, id), { firstBytes: 1 });
  return { object, imageId: id, uploadedAt: lastModified, isRecorded: record !== undefined };
}
