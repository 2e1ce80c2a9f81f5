import { destinationKey, type Folder, type LayoutName } from '../../contracts/object-key.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';

const folders: readonly Folder[] = ['alarm', 'quiet', 'error'];

/** Where a picture was filed that is no longer in `upload/`; undefined when it is nowhere. */
export async function findFiled(
  blobs: Pick<BlobStore, 'get'>,
  layout: LayoutName,
  { key, etag }: CreatedObject,
  imageId: string,
): Promise<string | undefined> {
  for (const copy of [undefined, imageId.slice(0, 8), imageId]) {
    for (const folder of folders) {
      const candidate = destinationKey(layout, folder, key, copy);
      if ((await blobs.get(candidate, { firstBytes: 1 }))?.etag === etag) return candidate;
    }
  }
  return undefined;
}
