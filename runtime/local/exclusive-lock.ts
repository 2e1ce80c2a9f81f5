import { open } from 'lmdb';

export type ExclusiveLock = {
  /** Runs a short function while nobody else, in any process, runs theirs. */
  exclusively<T>(change: () => T): T;
  close(): Promise<void>;
};

/**
 * A lock between processes. It is the writer's lock of an empty LMDB: the operating system gives it
 * back when its holder dies, which no lock file does.
 */
export function openExclusiveLock(path: string): ExclusiveLock {
  const database = open({ path, noSubdir: true, maxReaders: 64 });
  return {
    exclusively: (change) => database.transactionSync(change),
    close: () => database.close(),
  };
}
