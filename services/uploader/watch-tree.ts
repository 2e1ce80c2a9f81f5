import { type FSWatcher, watch } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasErrorCode } from '../../runtime/error-code.ts';

type WatchTreeOptions = {
  readonly folder: string;
  /** Never looked into. */
  readonly ignoredFolder: string;
  /** Told of every file once at the start, and again whenever it may have changed. */
  readonly onFile: (path: string) => void;
  readonly onError: (path: string, error: unknown) => void;
};

export type TreeWatch = {
  /** Resolves when every file that was there at the start has been told. */
  readonly scanned: Promise<void>;
  close(): void;
};

// Network drives tell nobody of changes, and a full inotify queue loses some: folders are looked at
// now and then, those alone whose list of names has changed.
const rescanMilliseconds = 10_000;

/**
 * Watches the files of a folder and of all folders below it, with one watcher a folder. Hidden names
 * and links are left out: Motion's `lastsnap.jpg` is a link to a picture that is seen anyway.
 */
export function watchTree({ folder, ignoredFolder, onFile, onError }: WatchTreeOptions): TreeWatch {
  const watchers = new Map<string, FSWatcher>();
  const listedAt = new Map<string, number>();
  let closed = false;
  const timer = setInterval(() => void scan(folder), rescanMilliseconds);

  return {
    scanned: scan(folder),
    close: () => {
      closed = true;
      clearInterval(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };

  async function scan(path: string): Promise<void> {
    if (closed || path === ignoredFolder) return;
    try {
      watchFolder(path);
      const { mtimeMs } = await lstat(path);
      const changed = listedAt.get(path) !== mtimeMs;
      listedAt.set(path, mtimeMs);
      for (const entry of await readdir(path, { withFileTypes: true })) {
        if (entry.name.startsWith('.')) continue;
        const child = join(path, entry.name);
        if (entry.isDirectory()) await scan(child);
        else if (changed && entry.isFile()) onFile(child);
      }
    } catch (error) {
      forget(path);
      if (!hasErrorCode(error, 'ENOENT')) onError(path, error);
    }
  }

  function watchFolder(path: string): void {
    if (watchers.has(path)) return;
    const watcher = watch(path, (_, name) => {
      if (name !== null && !name.startsWith('.')) void look(join(path, name));
    });
    watcher.on('error', () => forget(path));
    watchers.set(path, watcher);
  }

  async function look(path: string): Promise<void> {
    try {
      const found = await lstat(path);
      if (found.isDirectory()) await scan(path);
      else if (found.isFile() && !closed) onFile(path);
    } catch (error) {
      // Motion writes to another name first; what has gone again is of no interest.
      if (!hasErrorCode(error, 'ENOENT')) onError(basename(path), error);
    }
  }

  function forget(path: string): void {
    watchers.get(path)?.close();
    watchers.delete(path);
    listedAt.delete(path);
  }
}
