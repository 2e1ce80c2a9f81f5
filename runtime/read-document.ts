import * as v from 'valibot';
import type { BlobStore } from './blob-store.ts';

type Reads = Pick<BlobStore, 'get'>;

/** Reads a JSON object of the store; undefined when there is none. Throws at what is something else. */
export async function readDocument<Document>(
  blobs: Reads,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  } catch (error) {
    throw new UnreadableDocumentError(`read ${key}`, { cause: error });
  }
}

/** The same, but undefined, too, when it is something else: for who goes on without it. */
export async function readableDocument<Document>(
  blobs: Reads,
  key: string,
  schema: v.GenericSchema<unknown, Document>,
): Promise<Document | undefined> {
  try {
    return await readDocument(blobs, key, schema);
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return undefined;
    throw error;
  }
}

/** The object is there, and is not what it should be. */
export class UnreadableDocumentError extends Error {
  override readonly name = 'UnreadableDocumentError';
}
