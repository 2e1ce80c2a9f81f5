import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLocalDatabase } from '../../runtime/local/local-database.ts';
import { openObjectMetadata } from '../../runtime/local/object-metadata.ts';
import { keyOfPath, pathOfKey } from '../../runtime/local/path-of-key.ts';
import { blobStoreContract } from './blob-store-contract.ts';
import { temporaryStore } from './temporary-store.ts';

async function openStore() {
  const store = await temporaryStore();
  onTestFinished(() => store.close());
  return store;
}

blobStoreContract('the folder', async () => (await openStore()).blobs);

describe('the folder blob store', () => {
  it('leaves no temporary file behind, whatever comes of a write', async () => {
    const { folder, blobs } = await openStore();
    const put = await blobs.put('a', new Uint8Array(3));
    const ifMatch = put.outcome === 'stored' ? put.etag : '';
    await blobs.put('a', new Uint8Array(4), { condition: 'if-absent' });
    await blobs.put('a', new Uint8Array(4), { condition: { ifMatch: 'another' } });
    await blobs.copy('a', 'a', { ifMatch });
    await blobs.copy('a', 'b', { ifMatch: 'another' });
    await blobs.copy('nothing', 'b', { ifMatch });
    expect(await readdir(join(folder, '.intellicam', 'tmp'))).toEqual([]);
  });

  it('remembers the metadata of what is there, and forgets that of what is gone', async () => {
    const root = await mkdtemp(join(tmpdir(), 'intellicam-metadata-'));
    const database = openLocalDatabase(join(root, 'database'));
    const metadata = openObjectMetadata(database);
    onTestFinished(async () => {
      await database.close();
      await rm(root, { recursive: true });
    });
    await metadata.write('gone', 'etag', { a: '1' });
    await metadata.write('there', 'etag', { a: '2' });
    await metadata.prune((key) => key === 'gone');
    expect(metadata.read('gone', 'etag')).toEqual({});
    expect(metadata.read('there', 'etag')).toEqual({ a: '2' });
  });

  it('goes on when somebody clears a folder away', async () => {
    const { folder, blobs } = await openStore();
    await blobs.put('gallery/a', new Uint8Array(1));
    await rm(join(folder, 'gallery'), { recursive: true });
    expect(await blobs.put('gallery/b', new Uint8Array(1))).toMatchObject({ outcome: 'stored' });
  });

  it('names a file so that a person recognises it', () => {
    expect(pathOfKey('jpg_alarm/garden/2026-11-20 14:02 a+b.jpg')).toBe(
      'jpg_alarm/garden/2026-11-20 14:02 a+b.jpg',
    );
  });

  it('has one path inside the folder for every key, and finds the key again', () => {
    const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 600 });
    fc.assert(
      fc.property(key, (key) => {
        const path = pathOfKey(key);
        const names = path.split('/');
        expect(keyOfPath(path)).toBe(key);
        expect(names.every((name) => Buffer.byteLength(name) <= 255)).toBe(true);
        expect(names.some((name) => name === '' || name.startsWith('.'))).toBe(false);
        expect(path).not.toContain('\0');
      }),
      { numRuns: 500 },
    );
  });
});
