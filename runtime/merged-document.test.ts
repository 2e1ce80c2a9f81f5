import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryStore, temporaryStore } from '../test/adapters/temporary-store.ts';
import type { BlobStore } from './blob-store.ts';
import { mergedDocument } from './merged-document.ts';

const key = 'gallery/index/numbers.json';
const NumbersSchema = v.object({ numbers: v.array(v.number()) });

type Numbers = v.InferOutput<typeof NumbersSchema>;

function merge({ numbers }: Numbers, items: readonly number[]): Numbers {
  return { numbers: [...new Set([...numbers, ...items])].sort((a, b) => a - b) };
}

function countTo(limit: number): number[] {
  return Array.from({ length: limit }, (_, index) => index);
}

describe('mergedDocument', () => {
  let store: TemporaryStore;
  let counts: { get: number; put: number; conflict: number };

  beforeEach(async () => {
    store = await temporaryStore();
    counts = { get: 0, put: 0, conflict: 0 };
  });
  afterEach(() => store.close());

  function numbersIn(blobs: Pick<BlobStore, 'get' | 'put'> = counting()) {
    return mergedDocument({ blobs, key, schema: NumbersSchema, empty: { numbers: [] }, merge });
  }

  function counting(): Pick<BlobStore, 'get' | 'put'> {
    return {
      get: (...call) => {
        counts.get += 1;
        return store.blobs.get(...call);
      },
      put: async (...call) => {
        counts.put += 1;
        const result = await store.blobs.put(...call);
        if (result.outcome === 'conflict') counts.conflict += 1;
        return result;
      },
    };
  }

  async function stored(): Promise<unknown> {
    const blob = await store.blobs.get(key);
    return blob && JSON.parse(new TextDecoder().decode(blob.bytes));
  }

  it('makes the document when there is none', async () => {
    await numbersIn().add(7);
    expect(await stored()).toEqual({ numbers: [7] });
  });

  it('adds to what is there', async () => {
    await store.blobs.put(key, new TextEncoder().encode('{"numbers":[1],"later":true}'));
    await numbersIn().add(7);
    expect(await stored()).toEqual({ numbers: [1, 7] });
  });

  it('writes a burst of fifty in few writes', async () => {
    const numbers = numbersIn();
    await Promise.all(countTo(50).map((item) => numbers.add(item)));
    expect(await stored()).toEqual({ numbers: countTo(50) });
    expect(counts).toEqual({ get: 1, put: 1, conflict: 0 });
  });

  it('folds what arrives during a write into the next one', async () => {
    const numbers = numbersIn();
    const first = numbers.add(0);
    await new Promise(setImmediate);
    const others = countTo(50).map((item) => numbers.add(item));
    await Promise.all([first, ...others]);
    expect(await stored()).toEqual({ numbers: countTo(50) });
    expect(counts.put).toBe(2);
  });

  it('remembers what it wrote', async () => {
    const numbers = numbersIn();
    for (const item of countTo(5)) await numbers.add(item);
    expect(counts).toEqual({ get: 1, put: 5, conflict: 0 });
  });

  it('writes nothing when nothing is new', async () => {
    const numbers = numbersIn();
    await numbers.add(7);
    await numbers.add(7);
    await numbersIn().add(7);
    expect(counts.put).toBe(1);
  });

  it('loses nothing when two write at the same time', async () => {
    const [one, other] = [numbersIn(), numbersIn()];
    const adds = countTo(50).map((item) => (item % 2 === 0 ? one : other).add(item));
    await Promise.all(adds);
    expect(await stored()).toEqual({ numbers: countTo(50) });
    expect(counts.put).toBeLessThan(10);
  });

  it('reads again only after somebody else wrote', async () => {
    const [one, other] = [numbersIn(), numbersIn()];
    await one.add(1);
    await other.add(2);
    await one.add(3);
    expect(await stored()).toEqual({ numbers: [1, 2, 3] });
    expect(counts.conflict).toBe(1);
    expect(counts.get).toBe(3);
  });

  it('adds again when the answer to a write was lost', async () => {
    const losing: Pick<BlobStore, 'get' | 'put'> = {
      get: store.blobs.get,
      put: async (...call) => {
        await store.blobs.put(...call);
        if (counts.put++ === 0) throw new Error('connection reset');
        return store.blobs.put(...call);
      },
    };
    const numbers = numbersIn(losing);
    await expect(numbers.add(1)).rejects.toThrow('connection reset');
    await numbers.add(1);
    expect(await stored()).toEqual({ numbers: [1] });
  });

  it('fails only those whose write failed', async () => {
    let failing = true;
    const numbers = numbersIn({
      get: store.blobs.get,
      put: async (...call) => {
        if (failing) throw new Error('throttled');
        return store.blobs.put(...call);
      },
    });
    const failed = await Promise.allSettled([numbers.add(1), numbers.add(2)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failing = false;
    await numbers.add(3);
    expect(await stored()).toEqual({ numbers: [3] });
  });

  it('gives up when others write at every attempt', async () => {
    const numbers = numbersIn({
      get: store.blobs.get,
      put: async () => {
        counts.put += 1;
        return { outcome: 'conflict' };
      },
    });
    await expect(numbers.add(1)).rejects.toThrow(key);
    expect(counts.put).toBe(10);
  });

  it.each(['{"numbers":[1', '', 'null', '{"numbers":"1"}'])(
    'throws at the corrupt document %j, leaves it alone and trusts it no later',
    async (text) => {
      const corrupt = new TextEncoder().encode(text);
      const { outcome } = await store.blobs.put(key, corrupt);
      expect(outcome).toBe('stored');
      const numbers = numbersIn();
      await expect(numbers.add(1)).rejects.toThrow();
      expect(counts.put).toBe(0);
      expect(Buffer.from((await store.blobs.get(key))?.bytes ?? [])).toEqual(Buffer.from(text));

      await store.blobs.put(key, new TextEncoder().encode('{"numbers":[5]}'));
      await numbers.add(1);
      expect(await stored()).toEqual({ numbers: [1, 5] });
    },
  );
});
