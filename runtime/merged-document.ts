import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { BlobStore } from './blob-store.ts';

type Definition<Document, Item> = {
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly key: string;
  readonly schema: v.GenericSchema<unknown, Document>;
  readonly empty: Document;
  /** Must not care for order or repetition: a lost answer makes it run twice. */
  readonly merge: (document: Document, items: readonly Item[]) => Document;
  /** After a write the next one waits so long, and takes along what has arrived by then. */
  readonly restMilliseconds?: number;
};

export type MergedDocument<Document, Item> = {
  /** Resolves when the item is in the stored document, with the document. */
  add(item: Item): Promise<Document>;
};

// Two writers who meet again and again are unlucky; more attempts only make others wait.
const attempts = 10;

const writtenNow = Promise.resolve();

/**
 * A JSON object that many processes add to, under compare-and-swap.
 *
 * Items that arrive while a write is under way go into the next one together, so that a burst costs
 * few writes. What was last written is remembered: only somebody else's write makes it read again.
 */
export function mergedDocument<Document, Item>({
  blobs,
  key,
  schema,
  empty,
  merge,
  restMilliseconds = 0,
}: Definition<Document, Item>): MergedDocument<Document, Item> {
  let known: { document: Document; json: string; etag: string | undefined } | undefined;
  let waiting: { items: Item[]; written: Promise<Document> } | undefined;
  let writing: Promise<void> = Promise.resolve();

  return {
    add: (item) => {
      if (waiting !== undefined) {
        waiting.items.push(item);
        return waiting.written;
      }
      const items = [item];
      const written = writing.then(() => {
        waiting = undefined;
        return write(items);
      });
      waiting = { items, written };
      writing = written.then(rest, rest);
      return written;
    },
  };

  function rest(): Promise<void> {
    return restMilliseconds > 0 ? sleep(restMilliseconds) : writtenNow;
  }

  async function write(items: readonly Item[]): Promise<Document> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      known ??= await read();
      const { etag } = known;
      const merged = merge(known.document, items);
      const json = JSON.stringify(merged);
      if (etag !== undefined && json === known.json) return merged;
      const stored = await blobs.put(key, new TextEncoder().encode(json), {
        condition: etag === undefined ? 'if-absent' : { ifMatch: etag },
        contentType: 'application/json',
      });
      if (stored.outcome === 'stored') {
        known = { document: merged, json, etag: stored.etag };
        return merged;
      }
      known = undefined;
    }
    throw new Error(`add to ${key}: others changed it ${attempts} times meanwhile`);
  }

  async function read() {
    const blob = await blobs.get(key);
    if (blob === undefined) return { document: empty, json: '', etag: undefined };
    const json = new TextDecoder().decode(blob.bytes);
    return { document: v.parse(schema, JSON.parse(json)), json, etag: blob.etag };
  }
}
