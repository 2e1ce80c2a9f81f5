import { type Dir, type FSWatcher, lstatSync, opendirSync, type Stats, watch } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as otherWork } from 'node:timers/promises';
import { hasErrorCode } from '../../runtime/error-code.ts';

type WatchTreeOptions = {
  readonly folder: string;
  /** Never looked into. */
  readonly ignoredFolder?: string | undefined;
  /** Told of every file that may have come or changed. */
  readonly onFile: (path: string) => void;
  /** Told of folders that have come, with what may lie in them already. */
  readonly onFolder: (path: string) => void;
  readonly onError: (path: string, error: unknown) => void;
};

export type FoundFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
};

export type TreeWatch = {
  /**
   * Every file, in the folder or in one below it, some at a time; or those alone of folders whose list
   * of names has changed since it was read. Sees to it that all folders on the way are watched.
   */
  files(which: 'all' | 'changed', from?: string): AsyncIterable<readonly FoundFile[]>;
  close(): void;
};

type KnownFolder = {
  readonly identity: string;
  readonly watcher: FSWatcher | undefined;
  listedAt?: number;
  folders: readonly string[];
};

// Long enough to get on with, short enough not to be noticed.
const sliceMilliseconds = 5;

const notUtf8 = new Error(
  'the name of this file is not UTF-8: rename it, or have its writer do so',
);

/**
 * Watches the files of a folder and of all folders below it, with one watcher a folder. Hidden names
 * and links are left out: Motion's `lastsnap.jpg` is a link to a picture that is seen anyway.
 */
export function watchTree(options: WatchTreeOptions): TreeWatch {
  const { folder: root, ignoredFolder, onFile, onFolder, onError } = options;
  const known = new Map<string, KnownFolder>();
  let closed = false;

  return {
    files,
    close: () => {
      closed = true;
      for (const path of [...known.keys()]) forget(path);
    },
  };

  async function* files(
    which: 'all' | 'changed',
    from = root,
  ): AsyncIterable<readonly FoundFile[]> {
    const folders = [from];
    for (let path = folders.pop(); path !== undefined; path = folders.pop()) {
      if (closed || path === ignoredFolder) continue;
      try {
        const { folder, mtimeMs } = know(path);
        if (which === 'changed' && folder.listedAt === mtimeMs) {
          folders.push(...folder.folders);
          continue;
        }
        folder.listedAt = mtimeMs;
        const below: string[] = [];
        yield* list(path, below);
        folder.folders = below;
        folders.push(...below);
      } catch (error) {
        forget(path);
        if (!hasErrorCode(error, 'ENOENT')) onError(path, error);
      }
    }
  }

  async function* list(path: string, below: string[]): AsyncIterable<readonly FoundFile[]> {
    const folder = opendirSync(path, { bufferSize: 256 });
    try {
      for (let ended = false; !ended && !closed; ) {
        const files: FoundFile[] = [];
        ended = readSlice(folder, { files, below, onError });
        yield files;
        await otherWork();
      }
    } finally {
      folder.closeSync();
    }
  }

  // A folder that was deleted and made again is another one, and its watcher would stay silent.
  function know(path: string): { folder: KnownFolder; mtimeMs: number } {
    const found = lstatSync(path);
    const identity = identityOf(found);
    const before = known.get(path);
    if (before?.identity === identity) return { folder: before, mtimeMs: found.mtimeMs };
    forget(path);
    const folder: KnownFolder = { identity, watcher: startWatching(path), folders: [] };
    known.set(path, folder);
    return { folder, mtimeMs: found.mtimeMs };
  }

  // Without a watcher (there are only so many) its files are still found now and then.
  function startWatching(path: string): FSWatcher | undefined {
    try {
      const watcher = watch(path, (_, name) => {
        if (name !== null && !name.startsWith('.')) look(join(path, name));
      });
      return watcher.on('error', () => forget(path));
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) throw error;
      onError(path, error);
      return undefined;
    }
  }

  function look(path: string): void {
    if (closed) return;
    try {
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found === undefined) forget(path);
      else if (found.isFile()) onFile(path);
      else if (found.isDirectory() && known.get(path)?.identity !== identityOf(found))
        onFolder(path);
    } catch (error) {
      onError(path, error);
    }
  }

  function forget(path: string): void {
    known.get(path)?.watcher?.close();
    known.delete(path);
  }
}

// Without a promise for each file: there may be a hundred thousand of them.
function readSlice(
  folder: Dir,
  {
    files,
    below,
    onError,
  }: { files: FoundFile[]; below: string[] } & Pick<WatchTreeOptions, 'onError'>,
): boolean {
  const end = performance.now() + sliceMilliseconds;
  while (performance.now() < end) {
    const entry = folder.readSync();
    if (entry === null) return true;
    if (entry.name.startsWith('.')) continue;
    const path = join(folder.path, entry.name);
    if (entry.isDirectory()) below.push(path);
    if (!entry.isFile()) continue;
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isFile()) files.push({ path, sizeBytes: found.size, mtimeMs: found.mtimeMs });
    // It cannot be opened by the name that we see.
    else if (found === undefined && entry.name.includes('\uFFFD')) onError(path, notUtf8);
  }
  return false;
}

function identityOf({ dev, ino, birthtimeMs }: Stats): string {
  return `${dev} ${ino} ${birthtimeMs}`;
}
