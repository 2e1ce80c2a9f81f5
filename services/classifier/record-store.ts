import * as v from 'valibot';
import { type ImageRecord, ImageRecordSchema } from '../../contracts/image-record.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** The decision that was taken on a picture before, if any. */
export async function readRecord(blobs: BlobStore, key: string): Promise<ImageRecord | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  return v.parse(ImageRecordSchema, JSON.parse(new TextDecoder().decode(blob.bytes)));
}

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
