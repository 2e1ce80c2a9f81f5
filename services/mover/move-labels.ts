import { csvKeysOf } from '../../contracts/picture-places.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';

type Filed = {
  readonly imageId: string;
  readonly filedKey: string;
  /** Whether a judgement put the picture into the other folder. */
  readonly isTurned: boolean;
};

/**
 * Puts the list of a picture's labels beside it in the other folder, or takes it away again. The
 * classifier's own stays: it keeps the picture's name, under which it may have to come back.
 */
export async function moveLabels(
  blobs: BlobStore,
  { imageId, filedKey, isTurned }: Filed,
): Promise<void> {
  const keys = csvKeysOf(filedKey, imageId);
  if (keys === undefined) return;
  if (!isTurned) {
    const beside = await blobs.get(keys.turned, { firstBytes: 1 });
    if (beside !== undefined) await blobs.delete(keys.turned, beside.etag);
    return;
  }
  const labels = await blobs.get(keys.filed);
  if (labels === undefined) return;
  await blobs.put(keys.turned, labels.bytes, {
    condition: 'if-absent',
    contentType: 'text/csv; charset=utf-8',
  });
}
