import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryStore, temporaryStore } from '../test/adapters/temporary-store.ts';
import type { BlobStore } from './blob-store.ts';
import { sharedDocument } from './shared-document.ts';

const key = 'state/names.json';
const NamesSchema = v.array(v.string());

describe('a shared document', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  function open(blobs: Pick<BlobStore, 'get' | 'put'> = store.blobs) {
    const unreadable: unknown[] = [];
    const onUnreadable = (error: unknown) => unreadable.push(error);
    const names = sharedDocument<readonly string[]>({
      ...{ blobs, key, schema: NamesSchema, empty: [], onUnreadable },
    });
    /** Adds a name and tells who was there before. */
    const add = (name: string) =>
      names.change((before) => ({
        document: before.includes(name) ? before : [...before, name],
        result: before,
      }));
    return { add, unreadable };
  }

  async function stored(): Promise<unknown> {
    const blob = await store.blobs.get(key);
    return blob && JSON.parse(new TextDecoder().decode(blob.bytes));
  }

  it('tells each who asks what was there before it, also when many ask at once', async () => {
    const { add } = open();
    const names = Array.from({ length: 20 }, (_, n) => `n${n}`);
    const before = await Promise.all(names.map(add));
    expect(before).toEqual(names.map((_, n) => names.slice(0, n)));
    expect(await stored()).toEqual(names);
  });

  it('lets several processes decide one after the other', async () => {
    const processes = Array.from({ length: 5 }, () => open());
    const all = processes.flatMap(({ add }, p) =>
      Array.from({ length: 10 }, (_, n) => add(`p${p}-n${n}`)),
    );
    const before = await Promise.all(all);
    expect(before.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, n) => n),
    );
    expect(await stored()).toHaveLength(50);
  });

  it('writes nothing when another process wrote the same in another order', async () => {
    const written = '{"second": 2, "first": 1}';
    await store.blobs.put(key, new TextEncoder().encode(written), {});
    const document = sharedDocument<{ first: number; second: number }>({
      ...{ blobs: store.blobs, key, empty: { first: 0, second: 0 }, onUnreadable: () => {} },
      schema: v.object({ first: v.number(), second: v.number() }),
    });
    const result = await document.change((before) => ({ document: { ...before }, result: before }));
    expect(result).toEqual({ first: 1, second: 2 });
    const found = await store.blobs.get(key);
    expect(new TextDecoder().decode(found?.bytes)).toBe(written);
  });

  it('writes nothing when nothing changes', async () => {
    let puts = 0;
    const put: BlobStore['put'] = (...args) => {
      puts += 1;
      return store.blobs.put(...args);
    };
    const { add } = open({ ...store.blobs, put });
    await add('a');
    await add('a');
    expect(puts).toBe(1);
  });

  it('tells what is stored now also when it changes nothing', async () => {
    const [one, other] = [open(), open()];
    await one.add('a');
    await other.add('b');
    expect(await one.add('a')).toEqual(['a', 'b']);
  });

  it('fails whoever asked when it cannot be stored, and goes on', async () => {
    let isBroken = true;
    const { add } = open({
      ...store.blobs,
      put: (...args) =>
        isBroken ? Promise.reject(new Error('throttled')) : store.blobs.put(...args),
    });
    await expect(add('a')).rejects.toThrow('throttled');
    isBroken = false;
    expect(await add('b')).toEqual([]);
    expect(await stored()).toEqual(['b']);
  });

  it.each(['not JSON', '{"a":1}'])('begins anew when it holds %j, and says so', async (text) => {
    await store.blobs.put(key, Buffer.from(text));
    const { add, unreadable } = open();
    expect(await add('a')).toEqual([]);
    expect(unreadable).toHaveLength(1);
    expect(await stored()).toEqual(['a']);
  });
});
