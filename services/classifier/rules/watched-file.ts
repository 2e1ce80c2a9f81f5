import type { BlobStore } from '../../../runtime/blob-store.ts';

/** A version of a file that could be used. */
export type GoodFile<Value> = {
  readonly value: Value;
  readonly etag: string;
  readonly versionId?: string;
};

type WatchedFile<Value> = {
  /** Looks at the file, and reads it if it is another one than before. */
  check(): Promise<'good' | 'bad' | 'missing'>;
  /** The last version that could be used, whatever lies there now. */
  lastGood(): GoodFile<Value> | undefined;
};

type Definition<Value> = {
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly key: string;
  /** Undefined for a file that cannot be used; says so itself. */
  readonly read: (text: string) => Promise<Value | undefined> | Value | undefined;
  /** Told once each time that the file is gone. */
  readonly onMissing: () => void;
};

/** A file of the owner's that may change at any time; what cannot be used never replaces what can. */
export function watchedFile<Value>({
  blobs,
  key,
  read,
  onMissing,
}: Definition<Value>): WatchedFile<Value> {
  let good: GoodFile<Value> | undefined;
  let looked: { readonly etag: string | undefined; readonly state: 'good' | 'bad' } | undefined;

  return {
    lastGood: () => good,
    check: async () => {
      const blob = await blobs.get(key);
      if (blob === undefined) {
        if (looked === undefined || looked.etag !== undefined) onMissing();
        looked = { etag: undefined, state: 'bad' };
        return 'missing';
      }
      const { etag, versionId } = blob;
      if (looked?.etag === etag) return looked.state;
      const value =
        etag === good?.etag ? good.value : await read(new TextDecoder().decode(blob.bytes));
      looked = { etag, state: value === undefined ? 'bad' : 'good' };
      if (value !== undefined) {
        good = { value, etag, ...(versionId === undefined ? {} : { versionId }) };
      }
      return looked.state;
    },
  };
}
