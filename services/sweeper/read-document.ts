import * as v from 'valibot';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** A JSON object of somebody else's; undefined when there is none, or it is something else. */
export async function readDocument<Document>(
  blobs: Pick<BlobStore, 'get'>,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  } catch {
    return undefined;
  }
}
