import { createHash } from 'node:crypto';
import type { BlobStore, StoredBlob } from '../../runtime/blob-store.ts';

type Version = StoredBlob & { readonly versionId: string };

const marker = 'deleted';
// As S3 has it.
const longestKeyBytes = 1_024;

export type VersionedStore = BlobStore & {
  /** The keys of all objects that are there. */
  keys(): readonly string[];
};

/**
 * A bucket with versions, in memory: what was overwritten or deleted can be read by its version.
 * Without versions it forgets both, as a folder does.
 */
export function versionedStore(now: () => Date, hasVersions = true): VersionedStore {
  const objects = new Map<string, (Version | typeof marker)[]>();
  let versions = 0;

  return {
    keys: () => [...objects.keys()].filter((key) => current(key) !== undefined),
    get: async (key, { versionId, firstBytes } = {}) => {
      const found = versionId === undefined ? current(key) : versionOf(key, versionId);
      if (found === undefined) return undefined;
      const { versionId: own, ...others } = found;
      const bytes = found.bytes.subarray(0, firstBytes);
      return { ...others, bytes, ...(hasVersions ? { versionId: own } : {}) };
    },
    put: async (key, bytes, { condition, metadata = {} } = {}) => {
      const there = current(key);
      if (condition === 'if-absent' && there !== undefined) return { outcome: 'conflict' };
      if (typeof condition === 'object' && there?.etag !== condition.ifMatch) {
        return { outcome: 'conflict' };
      }
      return { outcome: 'stored', etag: write(key, bytes, metadata).etag };
    },
    copy: async (from, to, { versionId, ifMatch, metadata = {} }) => {
      const source = versionId === undefined ? current(from) : versionOf(from, versionId);
      if (source?.etag !== ifMatch) return 'missing';
      if (current(to) !== undefined) return 'exists';
      write(to, source.bytes, metadata);
      return 'copied';
    },
    delete: async (key, ifMatch) => {
      const there = current(key);
      if (there === undefined) return 'missing';
      if (there.etag !== ifMatch) return 'conflict';
      objects.get(key)?.push(marker);
      return 'deleted';
    },
    async *list(prefix) {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
      const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      for (const key of inOrder) {
        const there = current(key);
        if (there === undefined) continue;
        yield { key, sizeBytes: there.sizeBytes, lastModified: there.lastModified };
      }
    },
  };

  function current(key: string): Version | undefined {
    const newest = objects.get(key)?.at(-1);
    return newest === marker ? undefined : newest;
  }

  function versionOf(key: string, versionId: string): Version | undefined {
    return objects
      .get(key)
      ?.find((one): one is Version => one !== marker && one.versionId === versionId);
  }

  function write(key: string, bytes: Uint8Array, metadata: StoredBlob['metadata']): Version {
    if (Buffer.byteLength(key) > longestKeyBytes) {
      throw new Error(`write ${key.slice(0, 80)}…: KeyTooLongError`);
    }
    versions += 1;
    const etag = createHash('md5').update(bytes).digest('hex');
    const version = {
      ...{ etag, metadata, versionId: `v${versions}`, lastModified: now() },
      ...{ sizeBytes: bytes.length, bytes: Uint8Array.from(bytes) },
    };
    objects.set(key, [...(objects.get(key) ?? []), version]);
    return version;
  }
}
