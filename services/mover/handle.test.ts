import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { ImageEvent } from '../../contracts/image-event.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { createHandle } from './handle.ts';

const { key, destinationKey, imageId } = eventExamples.ImageClassified.detail;

describe('the mover', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  async function put(name: string, text: string, metadata = {}): Promise<string> {
    const bytes = new TextEncoder().encode(text);
    const result = await store.blobs.put(name, bytes, { metadata });
    if (result.outcome !== 'stored') throw new Error(`${name} was not stored`);
    return result.etag;
  }

  async function upload(text = 'picture', metadata = {}): Promise<ImageEvent> {
    const { type, detail } = eventExamples.ImageClassified;
    return { type, detail: { ...detail, etag: await put(key, text, metadata) } };
  }

  function move(event: ImageEvent, blobs: BlobStore = store.blobs) {
    return createHandle({ ...surroundings(), blobs })(event);
  }

  async function contents(): Promise<Readonly<Record<string, string>>> {
    const found: Record<string, string> = {};
    for await (const { key: name } of store.blobs.list('')) {
      found[name] = new TextDecoder().decode((await store.blobs.get(name))?.bytes);
    }
    return found;
  }

  it('moves a picture to where the classifier says', async () => {
    expect(await move(await upload())).toEqual({ outcome: 'moved', imageId, deleted: 'deleted' });
    expect(await contents()).toEqual({ [destinationKey]: 'picture' });
  });

  it('moves a rejected picture to the error folder', async () => {
    const { type, detail } = eventExamples.ImageRejected;
    await move({ type, detail: { ...detail, etag: await put(detail.key, 'broken') } });
    expect(await contents()).toEqual({ [detail.destinationKey]: 'broken' });
  });

  it('writes the capture time and what Motion said on the copy, and nothing of the uploader’s', async () => {
    await move(await upload('picture', { 'captured-at': 'whenever', evil: 'yes' }));
    expect((await store.blobs.get(destinationKey))?.metadata).toEqual({
      'captured-at': '2026-11-20T13:02:11.000Z',
      'motion-event': '0000720261120140209',
      'motion-area': '300x260x96x224',
    });
  });

  it('writes nothing of motion where nothing is known of it', async () => {
    const { type, detail } = eventExamples.ImageClassified;
    const { motionEvent, motionArea, ...bare } = detail;
    await move({ type, detail: { ...bare, etag: await put(key, 'picture') } });
    expect((await store.blobs.get(destinationKey))?.metadata).toEqual({
      'captured-at': detail.capturedAt,
    });
  });

  it('finds a picture that it moved before', async () => {
    const event = await upload();
    await move(event);
    expect(await move(event)).toEqual({ outcome: 'already-moved', imageId, deleted: 'missing' });
    expect(await contents()).toEqual({ [destinationKey]: 'picture' });
  });

  it('moves once when told twice at the same time', async () => {
    const event = await upload();
    const outcomes = await Promise.all([move(event), move(event)]);
    expect(outcomes.map(({ outcome }) => outcome)).toContain('moved');
    expect(await contents()).toEqual({ [destinationKey]: 'picture' });
  });

  it('deletes what it had copied before it died', async () => {
    const event = await upload();
    const dying = { ...store.blobs, delete: () => Promise.reject(new Error('died')) };
    await expect(move(event, dying)).rejects.toThrow('died');
    expect(await contents()).toEqual({ [key]: 'picture', [destinationKey]: 'picture' });
    expect(await move(event)).toEqual({ outcome: 'already-moved', imageId, deleted: 'deleted' });
    expect(await contents()).toEqual({ [destinationKey]: 'picture' });
  });

  it('deletes nothing when it cannot copy', async () => {
    const event = await upload();
    const broken = { ...store.blobs, copy: () => Promise.reject(new Error('throttled')) };
    await expect(move(event, broken)).rejects.toThrow('throttled');
    expect(await contents()).toEqual({ [key]: 'picture' });
  });

  it('copies before it deletes', async () => {
    const calls: string[] = [];
    const spied: BlobStore = {
      ...store.blobs,
      copy: (...call) => {
        calls.push('copy');
        return store.blobs.copy(...call);
      },
      delete: async (...call) => {
        expect(await store.blobs.get(destinationKey)).toBeDefined();
        calls.push('delete');
        return store.blobs.delete(...call);
      },
    };
    await move(await upload(), spied);
    expect(calls).toEqual(['copy', 'delete']);
  });

  it('leaves a picture alone that was uploaded anew under the same key', async () => {
    const event = await upload();
    await move(event);
    await put(key, 'another picture');
    expect(await move(event)).toEqual({ outcome: 'already-moved', imageId, deleted: 'conflict' });
    expect(await contents()).toEqual({ [destinationKey]: 'picture', [key]: 'another picture' });
  });

  it('leaves a picture alone that was uploaded between copy and delete', async () => {
    const event = await upload();
    const racing: BlobStore = {
      ...store.blobs,
      copy: async (...call) => {
        const copied = await store.blobs.copy(...call);
        await put(key, 'another picture');
        return copied;
      },
    };
    expect(await move(event, racing)).toMatchObject({ outcome: 'moved', deleted: 'conflict' });
    expect(await contents()).toEqual({ [destinationKey]: 'picture', [key]: 'another picture' });
  });

  it('fails and loses nothing when the destination holds another picture', async () => {
    await put(destinationKey, 'another picture');
    await expect(move(await upload())).rejects.toThrow(`${destinationKey} holds another picture`);
    expect(await contents()).toEqual({ [destinationKey]: 'another picture', [key]: 'picture' });
  });

  it('fails when the picture is in neither place', async () => {
    const event = await upload();
    await store.blobs.delete(key, event.detail.etag);
    await expect(move(event)).rejects.toThrow(imageId);
    expect(await contents()).toEqual({});
  });

  it('fails when another picture lies where it should be, and takes neither', async () => {
    const event = await upload();
    await put(key, 'another picture');
    await expect(move(event)).rejects.toThrow(imageId);
    expect(await contents()).toEqual({ [key]: 'another picture' });
  });

  it('asks for the version that was classified', async () => {
    const event = await upload();
    const asked: unknown[] = [];
    const versioned: BlobStore = {
      ...store.blobs,
      copy: async (_from, _to, options) => {
        asked.push(options.versionId);
        return 'copied';
      },
    };
    await move(event, versioned);
    const detail = { ...event.detail, versionId: 'v1' };
    await move({ type: 'ImageClassified', detail } as ImageEvent, versioned);
    expect(asked).toEqual([undefined, 'v1']);
  });
});
