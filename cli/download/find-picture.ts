import type { ImageEvent } from '../../contracts/image-event.ts';
import { destinationKey, layoutNames, uploadPrefix } from '../../contracts/object-key.ts';
import type { BlobStore, StoredBlob } from '../../runtime/blob-store.ts';
import { readImage } from '../../runtime/read-image.ts';

/** Reads a picture where it was filed, where a judgement moved it, or where it waits for the mover. */
export async function findPicture(
  blobs: Pick<BlobStore, 'get'>,
  { destinationKey: filed, etag, ...image }: ImageEvent['detail'],
): Promise<StoredBlob | undefined> {
  const moved = otherFolder(filed);
  return (
    (await readImage(blobs, { key: filed, destinationKey: moved, etag })) ??
    (await readImage(blobs, { key: image.key, versionId: image.versionId, etag }))
  );
}

function otherFolder(key: string): string | undefined {
  for (const layout of layoutNames) {
    const alarm = destinationKey(layout, 'alarm', uploadPrefix);
    const quiet = destinationKey(layout, 'quiet', uploadPrefix);
    if (key.startsWith(alarm)) return quiet + key.slice(alarm.length);
    if (key.startsWith(quiet)) return alarm + key.slice(quiet.length);
  }
  return undefined;
}
