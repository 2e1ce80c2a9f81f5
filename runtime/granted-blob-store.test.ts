import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LayoutName } from '../contracts/object-key.ts';
import { type TemporaryStore, temporaryStore } from '../test/adapters/temporary-store.ts';
import type { Grants } from './define-consumer.ts';
import { grantedBlobStore } from './granted-blob-store.ts';

const bytes = new TextEncoder().encode('bytes');
const etag = '4b3a6218bb3e3a7303e8a171a60fcf92';

let store: TemporaryStore;
beforeAll(async () => {
  store = await temporaryStore();
});
afterAll(() => store.close());

function granted(grants: Grants, layout: LayoutName = 'intellicam') {
  return grantedBlobStore(store.blobs, grants, layout);
}

describe('grantedBlobStore', () => {
  it('lets through what is granted', async () => {
    const blobs = granted({
      read: ['upload', 'pictures'],
      write: ['upload', 'pictures'],
      delete: ['upload'],
    });
    expect(await blobs.put('upload/a', bytes)).toEqual({ outcome: 'stored', etag });
    expect((await blobs.get('upload/a', { firstBytes: 2 }))?.bytes).toHaveLength(2);
    expect(await blobs.copy('upload/a', 'jpg_alarm/a', { ifMatch: etag })).toBe('copied');
    expect(await blobs.delete('upload/a', 'other')).toBe('conflict');
    expect(await blobs.delete('upload/a', etag)).toBe('deleted');
    const listed = [];
    for await (const { key } of blobs.list('jpg_alarm/')) listed.push(key);
    expect(listed).toEqual(['jpg_alarm/a']);
  });

  it('refuses everything to those who have no grant', async () => {
    const blobs = granted({});
    const denied = 'access denied';
    await expect(blobs.get('upload/a')).rejects.toThrow(denied);
    await expect(blobs.put('upload/a', bytes)).rejects.toThrow(denied);
    await expect(blobs.copy('upload/a', 'jpg_alarm/b', { ifMatch: etag })).rejects.toThrow(denied);
    await expect(blobs.delete('upload/a', etag)).rejects.toThrow(denied);
    expect(() => blobs.list('upload/')).toThrow(denied);
  });

  it('shows what is there to who may only list, and none of its bytes', async () => {
    const blobs = granted({ list: ['records'] });
    const listed = [];
    for await (const { key } of blobs.list('records/garden/')) listed.push(key);
    expect(listed).toEqual([]);
    await expect(blobs.get('records/garden/a')).rejects.toThrow('read records/garden/a');
    expect(() => blobs.list('upload/')).toThrow('list upload/');
  });

  it('says which right is missing on which key', async () => {
    const blobs = granted({ read: ['upload'] });
    await expect(blobs.put('upload/a', bytes)).rejects.toThrow('write upload/a');
    await expect(blobs.delete('upload/a', etag)).rejects.toThrow('delete upload/a');
  });

  it('needs both ends of a copy granted', async () => {
    const copied = (grants: Grants) =>
      granted(grants).copy('upload/c', 'jpg_alarm/c', { ifMatch: etag });
    await expect(copied({ read: ['upload'] })).rejects.toThrow('write jpg_alarm/c');
    await expect(copied({ write: ['pictures'] })).rejects.toThrow('read upload/c');
    expect(await copied({ read: ['upload'], write: ['pictures'] })).toBe('missing');
  });

  it('does nothing of what it refuses', async () => {
    await expect(granted({ read: ['records'] }).put('records/a', bytes)).rejects.toThrow();
    expect(await store.blobs.get('records/a')).toBeUndefined();
  });

  it.each([
    ['uploads/a'],
    ['upload'],
    ['/upload/a'],
    ['x/upload/a'],
    ['config/reko_alarms.csv'],
    [''],
  ])('does not take %j for an upload', async (key) => {
    await expect(granted({ read: ['upload'] }).get(key)).rejects.toThrow('access denied');
  });

  it('grants the error folder alone, or with the other pictures', async () => {
    const error = granted({ read: ['error'] });
    expect(await error.get('jpg_error/none')).toBeUndefined();
    await expect(error.get('jpg_alarm/none')).rejects.toThrow('access denied');
    const pictures = granted({ read: ['pictures'] });
    for (const folder of ['jpg_error', 'jpg_alarm', 'jpg_quiet']) {
      expect(await pictures.get(`${folder}/none`)).toBeUndefined();
    }
  });

  it('knows the folders of the layout, and of no other', async () => {
    const ours = granted({ read: ['pictures'] }, 'intellicam');
    const theirs = granted({ read: ['pictures'] }, 'smart-security-camera');
    expect(await theirs.get('archive/alerts/none')).toBeUndefined();
    await expect(theirs.get('jpg_alarm/none')).rejects.toThrow('access denied');
    await expect(theirs.get('archive/csv/alerts/none')).rejects.toThrow('access denied');
    await expect(ours.get('archive/alerts/none')).rejects.toThrow('access denied');
  });
});
