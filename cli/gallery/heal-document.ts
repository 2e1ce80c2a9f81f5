import * as v from 'valibot';
import type { BlobStore } from '../../runtime/blob-store.ts';

/** Reads a JSON object. One that cannot be read is begun anew, so that it can be added to again. */
export async function healDocument<Document>(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  {
    key,
    schema,
    empty,
  }: {
    readonly key: string;
    readonly schema: v.GenericSchema<unknown, Document>;
    readonly empty: Document;
  },
): Promise<Document | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  const parsed = v.safeParse(schema, jsonOf(blob.bytes));
  if (parsed.success) return parsed.output;
  await blobs.put(key, new TextEncoder().encode(JSON.stringify(empty)), {
    condition: { ifMatch: blob.etag },
    contentType: 'application/json',
  });
  return empty;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
