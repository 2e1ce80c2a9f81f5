import { expect, it } from 'vitest';
import { blobStoreContract } from '../adapters/blob-store-contract.ts';
import { versionedStore } from './versioned-store.ts';

const open = () => versionedStore(() => new Date('2026-11-20T13:02:20.000Z'));

blobStoreContract('the bucket of the fault tests', async () => open());

it('still reads by its version what was overwritten and deleted', async () => {
  const blobs = open();
  await blobs.put('a', Buffer.from('first'));
  const first = await blobs.get('a');
  await blobs.put('a', Buffer.from('second'));
  const second = await blobs.get('a');
  await blobs.delete('a', second?.etag ?? '');
  expect(await blobs.get('a')).toBeUndefined();
  const read = await blobs.get('a', { versionId: first?.versionId ?? '' });
  expect(Buffer.from(read?.bytes ?? []).toString()).toBe('first');
});
