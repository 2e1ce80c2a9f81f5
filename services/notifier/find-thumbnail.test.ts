import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { findThumbnail } from './find-thumbnail.ts';

const example = eventExamples.ImageClassified.detail;
const [picture, small] = [Buffer.from('picture'), Buffer.from('small')];
const thumbnail = `gallery/thumbs/garden/2026-11-20/${example.imageId}.jpg`;

describe('the picture of an alert', () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  async function find(more: { sizeBytes?: number; key?: string } = {}) {
    const { lines, ...others } = surroundings();
    const put = await store.blobs.put(example.key, picture);
    if (put.outcome !== 'stored') throw new Error('the picture was not stored');
    const image = { ...example, ...more, etag: put.etag };
    const found = await findThumbnail({ ...others, blobs: store.blobs }, image);
    return { found, lines, bytes: found && Buffer.from(found.bytes).toString() };
  }

  it('is the thumbnail of the gallery, once it is there', async () => {
    expect((await find()).bytes).toBe('picture');
    await store.blobs.put(thumbnail, small);
    expect((await find()).bytes).toBe('small');
  });

  it('is none when there is only a large one, and nobody is warned of that', async () => {
    const { found, lines } = await find({ sizeBytes: 1_000_001 });
    expect([found, lines]).toEqual([undefined, []]);
    await store.blobs.put(thumbnail, small);
    expect((await find({ sizeBytes: 1_000_001 })).bytes).toBe('small');
  });

  it('has the name of the file, without what cannot be seen', async () => {
    expect((await find()).found?.fileName).toBe('20261120T130211Z-03.jpg');
    const { lines, ...others } = surroundings();
    await store.blobs.put(thumbnail, small);
    const image = { ...example, key: 'upload/garden/a\r\n\u202eb.jpg' };
    const found = await findThumbnail({ ...others, blobs: store.blobs }, image);
    expect([found?.fileName, lines]).toEqual(['a   b.jpg', []]);
  });
});
