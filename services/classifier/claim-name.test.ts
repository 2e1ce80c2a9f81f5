import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageId } from '../../contracts/image-id.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { claimName } from './claim-name.ts';
import type { ImageFacts } from './event-of.ts';
import type { Judgement } from './judge-image.ts';

function image(etag: string, key = 'upload/garden/a.jpg'): ImageFacts {
  const id = imageId({ bucket: 'pictures', key, etag });
  return {
    schemaVersion: 1,
    imageId: id,
    correlationId: id,
    camera: 'garden',
    capturedAt: '2026-11-20T13:02:11.000Z',
    bucket: 'pictures',
    key,
    etag,
    sizeBytes: 3,
  };
}

const alarm: Judgement = {
  outcome: 'alarm',
  labels: [
    { name: 'Person', confidence: 90, instances: [], parents: [], aliases: [], categories: [] },
  ],
  matches: [{ rule: 'Person', label: 'Person', confidence: 90 }],
  labeler: 'test',
};
const quiet: Judgement = { outcome: 'quiet', labels: [], matches: [], labeler: 'test' };
const rejected: Judgement = { outcome: 'rejected', reason: 'empty', message: 'the file is empty' };

describe('claimName', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  function claim(one: ImageFacts, judgement: Judgement = alarm): Promise<string> {
    return claimName(store.blobs, 'intellicam', { image: one, judgement });
  }

  async function textOf(key: string): Promise<string | undefined> {
    const blob = await store.blobs.get(key);
    return blob && new TextDecoder().decode(blob.bytes);
  }

  async function keys(): Promise<string[]> {
    const found = [];
    for await (const { key } of store.blobs.list('')) found.push(key);
    return found;
  }

  it('gives the first picture the plain name and lists its labels beside it', async () => {
    const one = image('e1');
    expect(await claim(one)).toBe('jpg_alarm/garden/a.jpg');
    expect(await keys()).toEqual(['csv_alarm/garden/a.jpg.csv']);
    expect(await textOf('csv_alarm/garden/a.jpg.csv')).toContain(
      `Person,90.0,Person,${one.capturedAt},${one.imageId}`,
    );
  });

  it('gives the same picture the same name again', async () => {
    const names = [await claim(image('e1')), await claim(image('e2')), await claim(image('e1'))];
    expect(names[2]).toBe(names[0]);
    expect(await claim(image('e2'))).toBe(names[1]);
    expect(await keys()).toHaveLength(2);
  });

  it('gives another picture of the same key a name with part of its id', async () => {
    const other = image('e2');
    await claim(image('e1'));
    const part = other.imageId.slice(0, 8);
    expect(await claim(other)).toBe(`jpg_alarm/garden/a-${part}.jpg`);
    expect(await textOf(`csv_alarm/garden/a-${part}.jpg.csv`)).toContain(other.imageId);
    expect(await textOf('csv_alarm/garden/a.jpg.csv')).not.toContain(other.imageId);
  });

  it('gives each of many pictures of one key a name of its own', async () => {
    const names: string[] = [];
    for (let etag = 0; etag < 10; etag += 1) names.push(await claim(image(`e${etag}`)));
    expect(new Set(names).size).toBe(10);
  });

  it('settles it when two ask at the same time', async () => {
    const images = [image('e1'), image('e2'), image('e1'), image('e2')];
    const names = await Promise.all(images.map((one) => claim(one)));
    expect(names[2]).toBe(names[0]);
    expect(names[3]).toBe(names[1]);
    expect(new Set(names).size).toBe(2);
    expect(names).toContain('jpg_alarm/garden/a.jpg');
  });

  it('takes the whole id when even the part of it is taken', async () => {
    const one = image('e1');
    const taken = new TextEncoder().encode('of somebody else');
    const part = one.imageId.slice(0, 8);
    await store.blobs.put('csv_alarm/garden/a.jpg.csv', taken);
    await store.blobs.put(`csv_alarm/garden/a-${part}.jpg.csv`, taken);
    expect(await claim(one)).toBe(`jpg_alarm/garden/a-${one.imageId}.jpg`);
  });

  it('fails, overwriting nothing, when all its names are taken', async () => {
    const one = image('e1');
    const taken = new TextEncoder().encode('of somebody else');
    const names = ['a', `a-${one.imageId.slice(0, 8)}`, `a-${one.imageId}`];
    const csvs = names.map((name) => `csv_alarm/garden/${name}.jpg.csv`);
    for (const key of csvs) await store.blobs.put(key, taken);
    await expect(claim(one)).rejects.toThrow(one.imageId);
    for (const key of csvs) expect(await textOf(key)).toBe('of somebody else');
  });

  it('lets a quiet picture have the name that an alarm has elsewhere', async () => {
    await claim(image('e1'), alarm);
    expect(await claim(image('e2'), quiet)).toBe('jpg_quiet/garden/a.jpg');
    expect(await keys()).toContain('csv_quiet/garden/a.jpg.csv');
  });

  it('lays the reason beside a rejected picture', async () => {
    const one = image('e1');
    expect(await claim(one, rejected)).toBe('jpg_error/garden/a.jpg');
    expect(await keys()).toEqual(['jpg_error/garden/a.jpg.json']);
    expect(JSON.parse((await textOf('jpg_error/garden/a.jpg.json')) ?? '')).toEqual({
      reason: 'empty',
      message: 'the file is empty',
      imageId: one.imageId,
      camera: 'garden',
      capturedAt: one.capturedAt,
      key: one.key,
      sizeBytes: 3,
    });
  });

  it('leaves the name to a picture that was there before', async () => {
    const old = new TextEncoder().encode('a picture of the older system');
    const put = await store.blobs.put('jpg_alarm/garden/a.jpg', old);
    const one = image('e1');
    expect(await claim(one)).toBe(`jpg_alarm/garden/a-${one.imageId.slice(0, 8)}.jpg`);
    const same = image(put.outcome === 'stored' ? put.etag : '');
    expect(await claim(same)).toBe('jpg_alarm/garden/a.jpg');
  });

  it('never files a picture under the name of another’s reason', async () => {
    await claim(image('e1'), rejected);
    const destination = await claim(image('e2', 'upload/garden/a.jpg.json'), rejected);
    expect(await textOf(destination)).toBeUndefined();
  });
});
