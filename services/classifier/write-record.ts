import type { ImageRecord } from '../../contracts/image-record.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { readRecord } from '../../runtime/read-record.ts';

/** Writes a decision once: when another delivery was faster, its decision is the one that counts. */
export async function writeRecord(
  blobs: BlobStore,
  key: string,
  record: ImageRecord,
): Promise<ImageRecord> {
  const bytes = new TextEncoder().encode(JSON.stringify(record));
  const { outcome } = await blobs.put(key, bytes, {
    condition: 'if-absent',
    contentType: 'application/json',
  });
  return outcome === 'stored' ? record : ((await readRecord(blobs, key)) ?? record);
}
