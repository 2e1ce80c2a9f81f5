import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { openSafely } from './look-at-file.ts';

// Far more than a path and some words can be.
const longestBytes = 64 * 1024;

/**
 * Reads what may be a note; undefined when it is something else. Everybody may write into the folder
 * of the notes: a pipe would keep us waiting, a link leads to what only the daemon may read, and a
 * device never ends. Throws when there is nothing.
 */
export function readHookNote(path: string): string | undefined {
  // Looked at before it is opened, for to open a device is to use it; and again, for what it was.
  if (!isSmallFile(lstatSync(path))) return undefined;
  const file = openSync(path, openSafely);
  try {
    const found = fstatSync(file);
    if (!isSmallFile(found)) return undefined;
    const bytes = Buffer.alloc(found.size);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

function isSmallFile(found: { isFile(): boolean; readonly size: number }): boolean {
  return found.isFile() && found.size <= longestBytes;
}
