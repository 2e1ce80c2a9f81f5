import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { BlobStore } from './blob-store.ts';

type Definition<Document> = {
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly key: string;
  readonly schema: v.GenericSchema<unknown, Document>;
  /** What there is before the first write, and instead of what cannot be read. */
  readonly empty: Document;
  readonly onUnreadable: (error: unknown) => void;
};

/** What a change makes of a document, and what whoever asked for it is told. */
export type Changed<Document, Result> = {
  readonly document: Document;
  readonly result: Result;
};

export type SharedDocument<Document> = {
  /**
   * Resolves when what the change made is stored. It may be called several times, with what others
   * have stored meanwhile, and the last call counts.
   */
  change<Result>(change: (document: Document) => Changed<Document, Result>): Promise<Result>;
};

type Waiting<Document> = {
  readonly apply: (document: Document) => { document: Document; settle: () => void };
  readonly fail: (error: unknown) => void;
};

const attempts = 20;
const restMilliseconds = 20;

/**
 * A JSON object on which several processes decide, under compare-and-swap: of two that decide at the
 * same time, one sees what the other has decided.
 *
 * Changes that are asked for while a write is under way go into the next one together.
 */
export function sharedDocument<Document>({
  blobs,
  key,
  schema,
  empty,
  onUnreadable,
}: Definition<Document>): SharedDocument<Document> {
  let known: { document: Document; json: string | undefined; etag: string | undefined } | undefined;
  let waiting: Waiting<Document>[] = [];
  let isWriting = false;

  return {
    change: (change) =>
      new Promise((resolve, reject) => {
        const apply = (before: Document) => {
          const { document, result } = change(before);
          return { document, settle: () => resolve(result) };
        };
        waiting.push({ apply, fail: reject });
        if (!isWriting) void writeAll();
      }),
  };

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      try {
        for (const settle of await write(changes)) settle();
      } catch (error) {
        known = undefined;
        for (const { fail } of changes) fail(error);
      }
    }
    isWriting = false;
  }

  async function write(changes: readonly Waiting<Document>[]): Promise<readonly (() => void)[]> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const isRemembered = known !== undefined;
      known ??= await read();
      let { document } = known;
      const settles = changes.map(({ apply }) => {
        const applied = apply(document);
        document = applied.document;
        return applied.settle;
      });
      const json = JSON.stringify(document);
      const { etag, json: before } = known;
      // Nobody else says then whether what is remembered still holds.
      if (json === before && !isRemembered) return settles;
      known = undefined;
      if (json === before) continue;
      const stored = await blobs.put(key, new TextEncoder().encode(json), {
        condition: etag === undefined ? 'if-absent' : { ifMatch: etag },
        contentType: 'application/json',
      });
      if (stored.outcome === 'stored') {
        known = { document, json, etag: stored.etag };
        return settles;
      }
      await sleep(Math.random() * restMilliseconds * attempt);
    }
    throw new Error(`change ${key}: others changed it ${attempts} times meanwhile`);
  }

  async function read() {
    const blob = await blobs.get(key);
    if (blob === undefined)
      return { document: empty, json: JSON.stringify(empty), etag: undefined };
    try {
      const json: unknown = JSON.parse(new TextDecoder().decode(blob.bytes));
      const document = v.parse(schema, json);
      // As it would be written again: its keys may have been in another order.
      return { document, json: JSON.stringify(document), etag: blob.etag };
    } catch (error) {
      onUnreadable(error);
      return { document: empty, json: undefined, etag: blob.etag };
    }
  }
}
