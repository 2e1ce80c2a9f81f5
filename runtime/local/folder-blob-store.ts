import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  BlobStore,
  CopyOptions,
  GetOptions,
  PutOptions,
  PutResult,
  StoredBlob,
} from '../blob-store.ts';
import { hasErrorCode } from '../error-code.ts';
import type { ExclusiveLock } from './exclusive-lock.ts';
import { internalFolder } from './internal-folder.ts';
import { listFolder } from './list-folder.ts';
import type { ObjectMetadata } from './object-metadata.ts';
import { pathOfKey } from './path-of-key.ts';
import { stagedFiles } from './staged-files.ts';

type FolderBlobStoreOptions = {
  readonly folder: string;
  readonly metadata: ObjectMetadata;
  readonly lock: ExclusiveLock;
};

type Target = PutOptions & { readonly key: string; readonly etag: string };

/**
 * The blob store of one machine: a folder in which each object is a file.
 *
 * An object appears whole or not at all, and stays after a power cut. Conditions are checked and
 * names are given under a lock that other processes share. Unlike in S3 no object can lie below
 * another (`a/b` below `a`): on a disk a name is a file or a folder.
 */
export function folderBlobStore({ folder, metadata, lock }: FolderBlobStoreOptions): BlobStore {
  const files = stagedFiles(join(folder, internalFolder, 'tmp'));

  return { get, put, copy, delete: remove, list: (prefix) => listFolder(folder, prefix) };

  async function get(
    key: string,
    { firstBytes }: GetOptions = {},
  ): Promise<StoredBlob | undefined> {
    try {
      const file = readIfThere(pathOf(key));
      if (file === undefined) return undefined;
      const { bytes, lastModified } = file;
      const etag = etagOf(bytes);
      return {
        etag,
        sizeBytes: bytes.length,
        lastModified,
        metadata: metadata.read(key, etag),
        bytes: firstBytes === undefined ? bytes : bytes.subarray(0, firstBytes),
      };
    } catch (error) {
      throw new Error(`read object ${key}`, { cause: error });
    }
  }

  async function put(key: string, bytes: Uint8Array, options: PutOptions = {}): Promise<PutResult> {
    try {
      const etag = etagOf(bytes);
      const staged = await files.stage(bytes);
      const placed = await place(staged, { key, etag, ...options });
      return placed ? { outcome: 'stored', etag } : { outcome: 'conflict' };
    } catch (error) {
      throw new Error(`write object ${key}`, { cause: error });
    }
  }

  async function copy(
    from: string,
    to: string,
    { ifMatch, metadata: attributes = {} }: CopyOptions,
  ): Promise<'copied' | 'exists' | 'missing'> {
    try {
      const staged = await files.stageLink(pathOf(from));
      if (etagAt(staged) !== ifMatch) {
        files.discard(staged);
        return 'missing';
      }
      const target = { key: to, etag: ifMatch, metadata: attributes } as const;
      const placed = await place(staged, { ...target, condition: 'if-absent' });
      return placed ? 'copied' : 'exists';
    } catch (error) {
      if (isAbsent(error)) return 'missing';
      throw new Error(`copy object ${from} to ${to}`, { cause: error });
    }
  }

  async function place(staged: string, target: Target): Promise<boolean> {
    const path = pathOf(target.key);
    let placed = false;
    try {
      await Promise.all([writeMetadata(target, path), files.ensureFolder(dirname(path))]);
      placed = lock.exclusively(() => {
        if (!holds(target.condition, path)) return false;
        moveInto(staged, path);
        return true;
      });
      if (placed) await files.syncFolder(dirname(path));
      return placed;
    } finally {
      if (!placed) files.discard(staged);
    }
  }

  // Not for an object that will be refused anyway: it may be the same as the one that is there.
  async function writeMetadata(
    { key, etag, condition, metadata: attributes = {} }: Target,
    path: string,
  ): Promise<void> {
    if (Object.keys(attributes).length === 0 || !holds(condition, path)) return;
    await metadata.write(key, etag, attributes);
  }

  async function remove(key: string, ifMatch: string): Promise<'deleted' | 'missing' | 'conflict'> {
    const path = pathOf(key);
    // Not synced: an object that comes back after a power cut is deleted once more.
    return lock.exclusively(() => {
      const etag = etagAt(path);
      if (etag === undefined) return 'missing';
      if (etag !== ifMatch) return 'conflict';
      unlinkSync(path);
      return 'deleted';
    });
  }

  function pathOf(key: string): string {
    return join(folder, pathOfKey(key));
  }
}

function moveInto(staged: string, path: string): void {
  try {
    renameSync(staged, path);
  } catch (error) {
    if (!hasErrorCode(error, 'ENOENT')) throw error;
    // Somebody has cleared the folder away since it was made.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    renameSync(staged, path);
  }
}

function holds(condition: PutOptions['condition'], path: string): boolean {
  if (condition === undefined) return true;
  return condition === 'if-absent' ? !existsSync(path) : etagAt(path) === condition.ifMatch;
}

function etagAt(path: string): string | undefined {
  const file = readIfThere(path);
  return file === undefined ? undefined : etagOf(file.bytes);
}

function readIfThere(path: string): { bytes: Buffer; lastModified: Date } | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return { lastModified: fstatSync(file).mtime, bytes: readFileSync(file) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

// As S3 makes the ETag of an object that was put in one piece.
function etagOf(bytes: Uint8Array): string {
  return hash('md5', bytes);
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].some((code) => hasErrorCode(error, code));
}
