import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import type { Verdict } from '../../contracts/feedback.ts';
import { feedbackKey } from '../../contracts/object-key.ts';
import { csvKeysOf } from '../../contracts/picture-places.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { createHandle } from './handle.ts';

vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof import('node:timers/promises')>();
  return { ...timers, setTimeout: () => timers.setImmediate() };
});

const { imageId, key, destinationKey: filedKey } = eventExamples.ImageClassified.detail;
const { recordKey, destinationKey: turned } = eventExamples.FeedbackGiven.detail;
const csv = csvKeysOf(filedKey, imageId) ?? { filed: '', turned: '' };
const judgementKey = feedbackKey('garden', '2026-11-20', imageId);
const holdKey = `state/consumers/mover/${imageId}.json`;

describe('a judged picture', () => {
  let store: TemporaryStore;
  let classified: typeof eventExamples.ImageClassified;
  beforeEach(async () => {
    store = await temporaryStore();
    const etag = await put(key, 'picture');
    const { type, detail } = eventExamples.ImageClassified;
    classified = { type, detail: { ...detail, etag } };
    const record = {
      schemaVersion: 1,
      recordedAt: detail.capturedAt,
      event: classified,
      labels: [],
    };
    await put(recordKey, JSON.stringify(record));
    await put(csv.filed, `Person,${imageId}`);
  });
  afterEach(() => store.close());

  async function put(name: string, text: string): Promise<string> {
    const result = await store.blobs.put(name, new TextEncoder().encode(text));
    if (result.outcome !== 'stored') throw new Error(`${name} was not stored`);
    return result.etag;
  }

  function move(event: 'classified' | 'judged', blobs: BlobStore = store.blobs, now?: string) {
    const handle = createHandle({ ...surroundings(now), blobs });
    return handle(event === 'judged' ? eventExamples.FeedbackGiven : classified);
  }

  async function judge(verdict: Verdict): Promise<void> {
    const { correlationId, filedKey, destinationKey, ...detail } =
      eventExamples.FeedbackGiven.detail;
    await put(judgementKey, JSON.stringify({ ...detail, verdict }));
  }

  async function keys(prefix = ''): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { key: name } of store.blobs.list(prefix)) found.push(name);
    return found.filter((name) => ![recordKey, judgementKey].includes(name));
  }

  it('moves to the other folder with its labels, whose first list keeps its name', async () => {
    await move('classified');
    await judge('not-an-alarm');
    expect(await move('judged')).toEqual({ outcome: 'judged', imageId, movedTo: turned });
    expect((await keys()).toSorted()).toEqual([csv.filed, csv.turned, turned].toSorted());
    expect((await store.blobs.get(turned))?.metadata).toEqual({
      'captured-at': '2026-11-20T13:02:11.000Z',
      'motion-event': '0000720261120140209',
      'motion-area': '300x260x96x224',
    });
  });

  it.each(['none', 'right'] as const)('comes back when it is judged %s', async (verdict) => {
    await move('classified');
    await judge('not-an-alarm');
    await move('judged');
    await judge(verdict);
    expect(await move('judged')).toMatchObject({ movedTo: filedKey });
    expect((await keys()).toSorted()).toEqual([csv.filed, filedKey].toSorted());
  });

  it('need not have been filed before, and stays when it is told to be filed at last', async () => {
    await judge('not-an-alarm');
    await move('judged');
    expect(await keys('upload/')).toEqual([]);
    expect(await move('classified')).toEqual({
      outcome: 'already-moved',
      imageId,
      movedTo: turned,
    });
    expect(await keys('jpg_')).toEqual([turned]);
  });

  it('goes where it belongs when it is uploaded again', async () => {
    await move('classified');
    await judge('not-an-alarm');
    await move('judged');
    await put(key, 'picture');
    await move('classified');
    expect([...(await keys('upload/')), ...(await keys('jpg_'))]).toEqual([turned]);
  });

  it('is not moved over another picture', async () => {
    await put(turned, 'another picture');
    await judge('not-an-alarm');
    await expect(move('judged')).rejects.toThrow(`${turned} holds another picture`);
    expect(await keys('upload/')).toEqual([key]);
  });

  it('may have been deleted by age', async () => {
    await judge('not-an-alarm');
    await store.blobs.delete(key, classified.detail.etag);
    expect(await move('judged')).toEqual({ outcome: 'gone', imageId });
    expect(await keys('state/')).toEqual([]);
  });

  it('may have lost its record, or its judgement', async () => {
    expect(await move('judged')).toEqual({ outcome: 'gone', imageId });
    await judge('not-an-alarm');
    const record = await store.blobs.get(recordKey);
    await store.blobs.delete(recordKey, record?.etag ?? '');
    expect(await move('judged')).toEqual({ outcome: 'gone', imageId });
    expect(await keys('upload/')).toEqual([key]);
  });

  it('is not lost when two who move it in opposite directions meet', async () => {
    await move('classified');
    await judge('not-an-alarm');
    let other: Promise<unknown> = Promise.resolve();
    const slow: BlobStore = {
      ...store.blobs,
      copy: async (...call) => {
        const copied = await store.blobs.copy(...call);
        await judge('none');
        other = move('judged');
        for (let turn = 0; turn < 20; turn += 1) await setImmediate();
        return copied;
      },
    };
    await move('judged', slow);
    await other;
    expect(await keys('jpg_')).toEqual([filedKey]);
  });

  it('waits for nobody who died a minute ago', async () => {
    await move('classified');
    await judge('not-an-alarm');
    const dying: BlobStore = { ...store.blobs, delete: () => Promise.reject(new Error('died')) };
    await expect(move('judged', dying)).rejects.toThrow('died');
    await expect(move('judged')).rejects.toThrow(`hold ${holdKey}: another move`);
    await move('judged', store.blobs, '2026-11-20T13:03:20.000Z');
    expect(await keys('jpg_')).toEqual([turned]);
    expect(await keys('state/')).toEqual([]);
  });
});
