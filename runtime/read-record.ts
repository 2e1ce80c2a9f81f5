import { type ImageRecord, ImageRecordSchema } from '../contracts/image-record.ts';
import type { BlobStore } from './blob-store.ts';
import { readDocument } from './read-document.ts';

/** Reads the decision on a picture; undefined when there is none. Throws at what is no record. */
export function readRecord(
  blobs: Pick<BlobStore, 'get'>,
  key: string,
): Promise<ImageRecord | undefined> {
  return readDocument(blobs, key, ImageRecordSchema);
}
