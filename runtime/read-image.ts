import { turnedKey } from '../contracts/picture-places.ts';
import type { BlobStore, StoredBlob } from './blob-store.ts';

/** One picture as an event names it. */
export type ImageReference = {
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly etag: string;
  readonly destinationKey?: string | undefined;
  readonly imageId?: string | undefined;
};

/**
 * Reads a picture wherever the mover has it: by version, under its key, where it was filed, or where
 * a judgement put it.
 *
 * The mover copies before it deletes, so at every moment one of the places holds it. Undefined when
 * it is in none of them, or when they hold another picture by now.
 */
export async function readImage(
  blobs: Pick<BlobStore, 'get'>,
  image: ImageReference,
): Promise<StoredBlob | undefined> {
  const { key, versionId, destinationKey, imageId = '' } = image;
  const turned = destinationKey === undefined ? undefined : turnedKey(destinationKey, imageId);
  const places = [
    ...(versionId === undefined ? [] : [() => blobs.get(key, { versionId })]),
    () => blobs.get(key),
    ...(destinationKey === undefined ? [] : [() => blobs.get(destinationKey)]),
    ...(turned === undefined || imageId === '' ? [] : [() => blobs.get(turned)]),
  ];
  for (const read of places) {
    const blob = await read();
    if (blob?.etag === image.etag) return blob;
  }
  return undefined;
}
