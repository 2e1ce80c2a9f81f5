import * as v from 'valibot';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** A JSON object of the store; undefined when there is none, or it is something else. */
export async function readJson<Value>(
  blobs: Pick<BlobStore, 'get'>,
  key: string,
  schema: v.GenericSchema<unknown, Value>,
): Promise<Value | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  } catch {
    return undefined;
  }
}
