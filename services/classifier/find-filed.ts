import { destinationKey, type Folder, type LayoutName } from '../../contracts/object-key.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import type { BlobStore, StoredBlob } from '../../runtime/blob-store.ts';

const folders: readonly Folder[] = ['alarm', 'quiet', 'error'];

/** The head of a filed picture that is no longer in `upload/`; undefined when it is nowhere. */
export async function findFiled(
  blobs: Pick<BlobStore, 'get'>,
  layout: LayoutName,
  { key, etag }: CreatedObject,
  imageId: string,
): Promise<StoredBlob | undefined> {
  for (const copy of [undefined, imageId.slice(0, 8), imageId]) {
    for (const folder of folders) {
      const candidate = destinationKey(layout, folder, key, copy);
      const head = await blobs.get(candidate, { firstBytes: 1 });
      if (head?.etag === etag) return head;
    }
  }
  return undefined;
}
