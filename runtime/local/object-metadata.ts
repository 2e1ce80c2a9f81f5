import type { LocalDatabase } from './local-database.ts';

type Metadata = Readonly<Record<string, string>>;

export type ObjectMetadata = {
  read(key: string, etag: string): Metadata;
  /** Resolves when the metadata survives a power cut. */
  write(key: string, etag: string, metadata: Metadata): Promise<void>;
  /** Forgets the metadata of objects that are gone. */
  prune(isGone: (key: string) => boolean): Promise<void>;
};

const none: Metadata = {};

/**
 * Keeps objects' metadata, which a folder cannot, beside it. It is named after key and
 * etag and written before its object, so that no crash leaves an object without its own metadata;
 * that of deleted objects is left for {@link ObjectMetadata.prune}, so that deleting an object cannot
 * race with putting the same one again.
 */
export function openObjectMetadata(file: LocalDatabase): ObjectMetadata {
  const database = file.openDB<Metadata, [etag: string, key: string]>({ name: 'metadata' });
  return {
    read: (key, etag) => database.get(nameOf(key, etag)) ?? none,
    write: async (key, etag, metadata) => {
      await database.put(nameOf(key, etag), metadata);
      await database.flushed;
    },
    prune: async (isGone) => {
      for (const name of [...database.getKeys()]) {
        if (isGone(name[1])) await database.remove(name);
      }
    },
  };
}

// As long as S3 lets a key be, it is still shorter than LMDB lets one be.
function nameOf(key: string, etag: string): [string, string] {
  return [etag, key];
}
