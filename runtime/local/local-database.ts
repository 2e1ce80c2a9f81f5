import { open, type RootDatabase } from 'lmdb';

export type LocalDatabase = RootDatabase;

/**
 * The one file in which this machine keeps what is not an object: queues, the objects' metadata, and
 * which files were taken. One file, so that what happens at the same time shares a write to the disk.
 */
export function openLocalDatabase(path: string): LocalDatabase {
  return open({ path, noSubdir: true, maxDbs: 8, maxReaders: 64 });
}
