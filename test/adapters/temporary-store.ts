import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { openExclusiveLock } from '../../runtime/local/exclusive-lock.ts';
import { folderBlobStore } from '../../runtime/local/folder-blob-store.ts';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { openObjectMetadata } from '../../runtime/local/object-metadata.ts';

export type TemporaryStore = {
  readonly blobs: BlobStore;
  readonly folder: string;
  close(): Promise<void>;
};

/** The blob store of one machine in a folder that lasts as long as the test. */
export async function temporaryStore(): Promise<TemporaryStore> {
  const root = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
  const folder = join(root, 'data');
  const lock = openExclusiveLock(join(root, 'lock.mdb'));
  const database = openLocalDatabase(join(root, 'database'));
  const metadata = openObjectMetadata(database);
  return {
    blobs: folderBlobStore({ folder, metadata, lock }),
    folder,
    close: async () => {
      await Promise.all([lock.close(), database.close()]);
      await rm(root, { recursive: true, force: true });
    },
  };
}
