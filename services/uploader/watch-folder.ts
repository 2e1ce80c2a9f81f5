import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { defaultCamera } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { hasErrorCode } from '../../runtime/error-code.ts';
import type { Logger } from '../../runtime/logger.ts';
import { readCandidate } from './picture-candidate.ts';
import type { TakenFiles } from './taken-files.ts';
import { uploadPicture } from './upload-picture.ts';
import { watchTree } from './watch-tree.ts';

type WatchFolderOptions = {
  readonly folder: string;
  /** The camera of pictures that lie in the folder itself; a subfolder is a camera's name. */
  readonly camera?: string | undefined;
  /** Never looked into: the data folder may lie below the watched one. */
  readonly ignoredFolder: string;
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly taken: TakenFiles;
  readonly timeZone: string;
  readonly log: Logger;
  readonly now: () => Date;
  readonly onTaken: (key: string) => void;
};

export type FolderWatch = {
  /** Resolves when everything that lay in the folder at the start was taken. */
  readonly scanned: Promise<void>;
  /** Takes no more; resolves when what is under way is done. */
  close(): Promise<void>;
};

// A picture that could not be read or stored is tried again after this time, for ever.
const retryMilliseconds = 1_000;
const unfinishedMilliseconds = 250;
const uploadsAtOnce = 12;

/** Takes every picture of a folder, now and whenever one arrives, and leaves the files in place. */
export function watchFolder(options: WatchFolderOptions): FolderWatch {
  const { folder, ignoredFolder, log } = options;
  const waiting = new Set<string>();
  const postponed = new Map<string, NodeJS.Timeout>();
  const underWay = new Map<string, Promise<void>>();
  let closed = false;
  let ready = false;
  let announceScanned: () => void = () => undefined;
  const scanned = new Promise<void>((resolve) => {
    announceScanned = resolve;
  });
  const tree = watchTree({
    folder,
    ignoredFolder,
    onFile: enqueue,
    onError: (path, error) => log.error('folder not watchable', { path, error }),
  });
  void tree.scanned.then(() => {
    ready = true;
    next();
  });

  return {
    scanned,
    close: async () => {
      closed = true;
      for (const timer of postponed.values()) clearTimeout(timer);
      tree.close();
      await Promise.all(underWay.values());
    },
  };

  function enqueue(path: string): void {
    waiting.add(path);
    next();
  }

  function next(): void {
    for (const path of waiting) {
      if (closed || underWay.size >= uploadsAtOnce) return;
      // Looked at once more when it is done: it has changed meanwhile.
      if (underWay.has(path)) continue;
      waiting.delete(path);
      const taking = take(path).finally(() => {
        underWay.delete(path);
        next();
      });
      underWay.set(path, taking);
    }
    if (ready && underWay.size + waiting.size + postponed.size === 0) announceScanned();
  }

  function later(path: string, milliseconds: number): void {
    clearTimeout(postponed.get(path));
    const timer = setTimeout(() => {
      postponed.delete(path);
      enqueue(path);
    }, milliseconds);
    postponed.set(path, timer);
  }

  async function take(path: string): Promise<void> {
    try {
      const taken = await takeFile(options, path);
      if (taken === 'unfinished') later(path, unfinishedMilliseconds);
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) return;
      log.error('picture not taken, to be tried again', { path, error });
      later(path, retryMilliseconds);
    }
  }
}

async function takeFile(
  { folder, camera, blobs, taken, timeZone, now, onTaken }: WatchFolderOptions,
  path: string,
): Promise<'taken' | 'unfinished' | 'left'> {
  const { size, mtimeMs } = await stat(path);
  const stamp = `${size} ${mtimeMs}`;
  if (taken.has(path, stamp)) return 'left';
  const candidate = await readCandidate(path, now());
  if (candidate.kind === 'unfinished') return 'unfinished';
  if (candidate.kind === 'no-picture') return 'left';
  const [first = '', ...rest] = relative(folder, path).split(sep);
  const name =
    rest.length === 0
      ? { camera: camera ?? defaultCamera, file: first }
      : { camera: first, file: rest.join('/') };
  const { bytes, mtime } = candidate;
  const key = await uploadPicture(blobs, { ...name, bytes, mtime }, timeZone);
  await taken.add(path, stamp);
  onTaken(key);
  return 'taken';
}
