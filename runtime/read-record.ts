import * as v from 'valibot';
import { type ImageRecord, ImageRecordSchema } from '../contracts/image-record.ts';
import type { BlobStore } from './blob-store.ts';

/** Reads the decision on a picture; undefined when there is none. Throws at what is no record. */
export async function readRecord(
  blobs: Pick<BlobStore, 'get'>,
  key: string,
): Promise<ImageRecord | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(blob.bytes));
    return v.parse(ImageRecordSchema, json);
  } catch (error) {
    throw new Error(`read record ${key}`, { cause: error });
  }
}
