import { randomUUID } from 'node:crypto';
import { closeSync, fdatasync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { folderSyncer } from './sync-folder.ts';

const syncData = promisify(fdatasync);

/**
 * Files on their way to a name: written and synced in a temporary folder of the same file system, so
 * that renaming makes them appear whole.
 *
 * Only waiting for the disk is asynchronous. What ends in the page cache takes less time than a trip
 * to a thread: with everything asynchronous a picture cost twice the processor time.
 */
export function stagedFiles(temporaryFolder: string) {
  const syncFolder = folderSyncer();
  const folders = new Map<string, Promise<void>>();

  return { stage, stageLink, discard, ensureFolder, syncFolder };

  async function stage(bytes: Uint8Array): Promise<string> {
    await ensureFolder(temporaryFolder);
    const path = join(temporaryFolder, randomUUID());
    const file = openSync(path, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      await syncData(file);
    } finally {
      closeSync(file);
    }
    return path;
  }

  /** A second name for a file's bytes, which stay whatever becomes of the first. */
  async function stageLink(existing: string): Promise<string> {
    await ensureFolder(temporaryFolder);
    const path = join(temporaryFolder, randomUUID());
    linkSync(existing, path);
    return path;
  }

  function discard(staged: string): void {
    rmSync(staged, { force: true });
  }

  function ensureFolder(path: string): Promise<void> {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const making = makeFolder(path);
    folders.set(path, making);
    making.catch(() => folders.delete(path));
    return making;
  }

  async function makeFolder(path: string): Promise<void> {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    for (let made = path; first !== undefined; made = dirname(made)) {
      await syncFolder(dirname(made));
      if (made === first) return;
    }
  }
}
