/** What is known of an object without its bytes. */
type BlobHead = {
  readonly etag: string;
  readonly sizeBytes: number;
  readonly lastModified: Date;
  readonly versionId?: string;
  readonly metadata: Readonly<Record<string, string>>;
};

export type StoredBlob = BlobHead & { readonly bytes: Uint8Array };

export type ListedBlob = Pick<BlobHead, 'sizeBytes' | 'lastModified'> & { readonly key: string };

type BlobAttributes = {
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
};

export type GetOptions = {
  readonly versionId?: string;
  /** Only the beginning is read; `sizeBytes` still tells the whole. */
  readonly firstBytes?: number;
};

export type PutOptions = BlobAttributes & {
  /** Create only, or replace only what was read; without it the object is overwritten. */
  readonly condition?: 'if-absent' | { readonly ifMatch: string };
};

export type PutResult =
  | { readonly outcome: 'stored'; readonly etag: string }
  | { readonly outcome: 'conflict' };

export type CopyOptions = BlobAttributes & {
  readonly versionId?: string;
  /** The copy is made only of these bytes. */
  readonly ifMatch: string;
};

/**
 * The only store of the system: objects with names, and conditions that make writes safe to race.
 *
 * Expected answers (absent, already there, changed meanwhile) are values; whatever is thrown is
 * transient.
 */
export interface BlobStore {
  get(key: string, options?: GetOptions): Promise<StoredBlob | undefined>;
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<PutResult>;
  /** Never replaces an object: `exists` when there is one of that name already. */
  copy(from: string, to: string, options: CopyOptions): Promise<'copied' | 'exists' | 'missing'>;
  /** Deletes only the bytes that were meant: `conflict` when the object has changed. */
  delete(key: string, ifMatch: string): Promise<'deleted' | 'missing' | 'conflict'>;
  /** All objects below a prefix, in the order of their keys. */
  list(prefix: string): AsyncIterable<ListedBlob>;
}
