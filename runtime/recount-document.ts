import * as v from 'valibot';
import type { BlobStore } from './blob-store.ts';

type Definition<Document> = {
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly key: string;
  readonly schema: v.GenericSchema<unknown, Document>;
  readonly empty: Document;
};

const attempts = 10;

/**
 * Replaces a JSON object by what a count of other objects makes of it, under compare-and-swap; tells
 * whether that has changed it.
 *
 * What is counted is read after the object itself: whoever wins has seen at least all that was counted
 * before, so that no late count undoes a newer one.
 */
export function recountDocument<Document>(
  definition: Definition<Document>,
  recount: (before: Document) => Promise<Document>,
): Promise<boolean> {
  return inTurn(definition, () => countAnew(definition, recount));
}

async function countAnew<Document>(
  { blobs, key, schema, empty }: Definition<Document>,
  recount: (before: Document) => Promise<Document>,
): Promise<boolean> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const blob = await blobs.get(key);
    const before = blob && new TextDecoder().decode(blob.bytes);
    const document = before === undefined ? empty : v.parse(schema, JSON.parse(before));
    const json = JSON.stringify(await recount(document));
    if (json === before) return false;
    const stored = await blobs.put(key, new TextEncoder().encode(json), {
      condition: blob === undefined ? 'if-absent' : { ifMatch: blob.etag },
      contentType: 'application/json',
    });
    if (stored.outcome === 'stored') return true;
  }
  throw new Error(`count ${key}: others changed it ${attempts} times meanwhile`);
}

const lastTurns = new WeakMap<object, Map<string, Promise<unknown>>>();

// A process that counts one object twice at a time would only defeat itself, again and again.
function inTurn<Result>(
  { blobs, key }: { readonly blobs: object; readonly key: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const turns = lastTurns.get(blobs) ?? new Map<string, Promise<unknown>>();
  lastTurns.set(blobs, turns);
  const mine = (turns.get(key) ?? Promise.resolve()).then(work);
  const last = mine
    .catch(() => undefined)
    .then(() => {
      if (turns.get(key) === last) turns.delete(key);
    });
  turns.set(key, last);
  return mine;
}
