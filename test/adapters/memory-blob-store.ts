import { hash } from 'node:crypto';
import type { BlobStore, PutOptions } from '../../runtime/blob-store.ts';

type Calls = { gets: number; puts: number; putBytes: number };

export type MemoryBlobStore = BlobStore & {
  /** What was asked of it; a refused write is asked for, too. */
  readonly calls: Calls;
  /** All keys and texts, in the order of keys. */
  contents(prefix?: string): Readonly<Record<string, string>>;
};

type Options = {
  /** What happens before each call; to wait here is to let others go first. */
  readonly before?: () => Promise<void>;
};

/** A store in memory that keeps conditions, as S3 does. It counts what it is asked. */
export function memoryBlobStore({ before = async () => {} }: Options = {}): MemoryBlobStore {
  const objects = new Map<string, { readonly bytes: Uint8Array; readonly etag: string }>();
  const calls: Calls = { gets: 0, puts: 0, putBytes: 0 };

  return {
    calls,
    contents: (prefix = '') =>
      Object.fromEntries(
        keys(prefix).map((key) => [key, new TextDecoder().decode(objects.get(key)?.bytes)]),
      ),
    get: async (key, { firstBytes } = {}) => {
      calls.gets += 1;
      await before();
      const found = objects.get(key);
      if (found === undefined) return undefined;
      const { bytes, etag } = found;
      const head = { etag, sizeBytes: bytes.length, lastModified: new Date(0), metadata: {} };
      return { ...head, bytes: firstBytes === undefined ? bytes : bytes.subarray(0, firstBytes) };
    },
    put: async (key, bytes, { condition } = {}) => {
      calls.puts += 1;
      calls.putBytes += bytes.length;
      await before();
      if (!holds(condition, key)) return { outcome: 'conflict' };
      const etag = hash('md5', bytes);
      objects.set(key, { bytes, etag });
      return { outcome: 'stored', etag };
    },
    copy: async (from, to, { ifMatch }) => {
      await before();
      const found = objects.get(from);
      if (found?.etag !== ifMatch) return 'missing';
      if (objects.has(to)) return 'exists';
      objects.set(to, found);
      return 'copied';
    },
    delete: async (key, ifMatch) => {
      await before();
      const found = objects.get(key);
      if (found === undefined) return 'missing';
      if (found.etag !== ifMatch) return 'conflict';
      objects.delete(key);
      return 'deleted';
    },
    list: async function* (prefix) {
      await before();
      for (const key of keys(prefix)) {
        const sizeBytes = objects.get(key)?.bytes.length ?? 0;
        yield { key, sizeBytes, lastModified: new Date(0) };
      }
    },
  };

  function keys(prefix: string): readonly string[] {
    return [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  function holds(condition: PutOptions['condition'], key: string): boolean {
    if (condition === undefined) return true;
    const found = objects.get(key);
    return condition === 'if-absent' ? found === undefined : found?.etag === condition.ifMatch;
  }
}
