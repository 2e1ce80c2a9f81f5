import { createHash } from 'node:crypto';
import type { LocalDatabase } from './local-database.ts';

type TakenFiles = {
  has(file: string, stamp: string): boolean;
  add(file: string, stamp: string): Promise<void>;
};

/** Remembers, across restarts, which files of the watched folders were taken. */
export function openTakenFiles(file: LocalDatabase): TakenFiles {
  const database = file.openDB<string, string>({ name: 'taken' });
  return {
    has: (file: string, stamp: string) => database.get(keyOf(file)) === stamp,
    add: async (file: string, stamp: string) => {
      await database.put(keyOf(file), stamp);
    },
  };
}

// A path may be longer than a key.
function keyOf(file: string): string {
  return createHash('sha256').update(file).digest('hex');
}
