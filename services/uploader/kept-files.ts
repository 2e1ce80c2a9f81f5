import { lstatSync, unlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keptFolders } from './folder-disposal.ts';
import { createSelection } from './select-first.ts';

type KeptFile = { readonly path: string; readonly sizeBytes: number; readonly mtimeMs: number };

// Enough for a search; should it not be enough, there will be another.
const mostAtOnce = 5_000;

/**
 * Deletes what was kept after it was done with, the oldest first, until so many bytes are free:
 * before a picture that waits is given up. Says how many bytes that were.
 */
export async function deleteKept(folder: string, bytes: number): Promise<number> {
  let freed = 0;
  for (const kept of [keptFolders.leftOut, keptFolders.sent, keptFolders.refused]) {
    if (freed >= bytes) break;
    for (const { path, sizeBytes } of await oldestIn(join(folder, kept))) {
      if (freed >= bytes) break;
      unlinkSync(path);
      freed += sizeBytes;
    }
  }
  return freed;
}

async function oldestIn(folder: string): Promise<readonly KeptFile[]> {
  const folders = [folder];
  const oldest = createSelection<KeptFile>(mostAtOnce, (a, b) => a.mtimeMs - b.mtimeMs);
  for (let path = folders.pop(); path !== undefined; path = folders.pop()) {
    for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) folders.push(child);
      const found = entry.isFile() ? lstatSync(child, { throwIfNoEntry: false }) : undefined;
      if (found === undefined) continue;
      oldest.offer({ path: child, sizeBytes: found.size, mtimeMs: found.mtimeMs });
    }
  }
  return oldest.chosen();
}
