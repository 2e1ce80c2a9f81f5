import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ListedBlob } from '../blob-store.ts';
import { hasErrorCode } from '../error-code.ts';
import { keyOfPath, pathOfKey } from './path-of-key.ts';

/** Walks the objects below a prefix, in S3's order: by the bytes of their keys. */
export async function* listFolder(folder: string, prefix: string): AsyncIterable<ListedBlob> {
  const slash = prefix.lastIndexOf('/');
  const base = slash < 0 ? '' : pathOfKey(prefix.slice(0, slash));
  for await (const path of walk(folder, base)) {
    const key = keyOfPath(path);
    if (!key.startsWith(prefix)) continue;
    const file = await statIfThere(join(folder, path));
    if (file !== undefined) yield { key, sizeBytes: file.size, lastModified: file.mtime };
  }
}

async function* walk(folder: string, path: string): AsyncIterable<string> {
  const entries = await readFolder(join(folder, path));
  const children = entries
    // Names that begin with a dot are the store's own.
    .filter((entry) => !entry.name.startsWith('.'))
    .map((entry) => {
      const child = path === '' ? entry.name : `${path}${sep}${entry.name}`;
      const isFolder = entry.isDirectory();
      return { child, isFolder, order: Buffer.from(keyOfPath(isFolder ? child + sep : child)) };
    })
    .toSorted((a, b) => Buffer.compare(a.order, b.order));
  for (const { child, isFolder } of children) {
    if (isFolder) yield* walk(folder, child);
    else yield child;
  }
}

async function readFolder(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT') || hasErrorCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}

async function statIfThere(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
