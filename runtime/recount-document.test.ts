import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { memoryBlobStore } from '../test/adapters/memory-blob-store.ts';
import { recountDocument } from './recount-document.ts';

const CountSchema = v.object({ count: v.number() });
const key = 'gallery/index/count.json';

describe('recountDocument', () => {
  it('writes what was counted, once, and says whether that is new', async () => {
    const blobs = memoryBlobStore();
    const document = { blobs, key, schema: CountSchema, empty: { count: 0 } };
    const more = async ({ count }: { count: number }) => ({ count: Math.min(2, count + 1) });
    expect(await recountDocument(document, more)).toBe(true);
    expect(await recountDocument(document, more)).toBe(true);
    expect(await recountDocument(document, more)).toBe(false);
    expect(blobs.contents()).toEqual({ [key]: '{"count":2}' });
    expect(blobs.calls).toMatchObject({ gets: 3, puts: 2 });
  });

  it.each([0, 1])(
    'counts again when somebody has written meanwhile, %s times before',
    async (times) => {
      const blobs = memoryBlobStore();
      const document = { blobs, key, schema: CountSchema, empty: { count: 0 } };
      let [others, counts] = [0, 0];
      const write = () => {
        others += 1;
        return blobs.put(key, new TextEncoder().encode(`{"count":${others}}`));
      };
      if (times > 0) await write();
      await recountDocument(document, async () => {
        counts += 1;
        if (counts < 4) await write();
        return { count: others + 100 };
      });
      expect([counts, blobs.contents()[key]]).toEqual([4, `{"count":${times + 103}}`]);
    },
  );

  it('lets nobody be in the way of others of its own process', async () => {
    const blobs = memoryBlobStore();
    const document = { blobs, key, schema: CountSchema, empty: { count: 0 } };
    const more = async ({ count }: { count: number }) => ({ count: count + 1 });
    await Promise.all(Array.from({ length: 30 }, () => recountDocument(document, more)));
    expect(blobs.contents()).toEqual({ [key]: '{"count":30}' });
    expect(blobs.calls).toMatchObject({ gets: 30, puts: 30 });
  });

  it('gives up when others never rest, so that the message comes again', async () => {
    const blobs = memoryBlobStore();
    const document = { blobs, key, schema: CountSchema, empty: { count: 0 } };
    const restless = async () => {
      await blobs.put(key, new TextEncoder().encode(`{"count":${blobs.calls.puts}}`));
      return { count: -1 };
    };
    await expect(recountDocument(document, restless)).rejects.toThrow(
      `count ${key}: others changed`,
    );
  });
});
