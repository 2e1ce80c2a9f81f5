import * as v from 'valibot';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** A JSON object of the store; undefined when there is none. */
export async function readDocument<Document>(
  blobs: Pick<BlobStore, 'get'>,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document | undefined> {
  const blob = await blobs.get(key);
  return blob && v.parse(schema, JSON.parse(new TextDecoder().decode(blob.bytes)));
}
