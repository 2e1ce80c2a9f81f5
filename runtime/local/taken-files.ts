import { createHash } from 'node:crypto';
import { open } from 'lmdb';

/** Remembers, across restarts, which files of the watched folders were taken. */
export function openTakenFiles(path: string) {
  const database = open<string, string>({ path, noSubdir: true });
  return {
    has: (file: string, stamp: string) => database.get(keyOf(file)) === stamp,
    add: async (file: string, stamp: string) => {
      await database.put(keyOf(file), stamp);
    },
    close: () => database.close(),
  };
}

// A path may be longer than a key.
function keyOf(file: string): string {
  return createHash('sha256').update(file).digest('hex');
}
