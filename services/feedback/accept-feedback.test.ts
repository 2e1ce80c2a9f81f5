import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { FeedbackSchema } from '../../contracts/feedback.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { acceptFeedback } from './accept-feedback.ts';

const example = eventExamples.FeedbackGiven.detail;
const { recordKey, imageId } = example;
const judgementKey = `feedback/garden/2026-11-20/${imageId}.json`;

describe('acceptFeedback', () => {
  let store: TemporaryStore;
  let published: DomainEvent[];
  beforeEach(async () => {
    store = await temporaryStore();
    published = [];
    await record(eventExamples.ImageClassified);
  });
  afterEach(() => store.close());

  async function record(event: DomainEvent, key = recordKey): Promise<void> {
    const recordedAt = '2026-11-20T13:02:12.000Z';
    const text = JSON.stringify({ schemaVersion: 1, recordedAt, event, labels: [] });
    await store.blobs.put(key, new TextEncoder().encode(text));
  }

  function give(verdict: string, { at = example.givenAt, key = recordKey, fails = false } = {}) {
    const publish = async (events: readonly DomainEvent[]) => {
      if (fails) throw new Error('throttled');
      published.push(...events);
    };
    return acceptFeedback(
      {
        ...{ method: 'POST', host: 'localhost' },
        headers: { 'content-type': 'application/json', 'x-intellicam': '1' },
        body: new TextEncoder().encode(JSON.stringify({ recordKey: key, verdict })),
      },
      { ...surroundings(at), blobs: store.blobs, events: { publish } },
    );
  }

  async function kept() {
    const blob = await store.blobs.get(judgementKey);
    return blob && v.parse(FeedbackSchema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  }

  it('keeps the judgement beside the record, and tells of it', async () => {
    const before = await store.blobs.get(recordKey);
    expect(await give('not-an-alarm')).toEqual({ outcome: 'accepted' });
    expect(published).toEqual([eventExamples.FeedbackGiven]);
    const { correlationId, filedKey, destinationKey, ...feedback } = example;
    expect(await kept()).toEqual(feedback);
    expect((await store.blobs.get(recordKey))?.etag).toBe(before?.etag);
  });

  it('lets the newest judgement count, whichever comes first', async () => {
    await give('right', { at: '2026-11-20T14:00:00.000Z' });
    await give('not-an-alarm', { at: '2026-11-20T13:00:00.000Z' });
    expect((await kept())?.verdict).toBe('right');
    expect(published.at(-1)).toMatchObject({ detail: { verdict: 'right' } });
    await give('none', { at: '2026-11-20T15:00:00.000Z' });
    expect(await kept()).toMatchObject({ verdict: 'none', givenAt: '2026-11-20T15:00:00.000Z' });
  });

  it('is healed by giving it again when it was never told of', async () => {
    await expect(give('not-an-alarm', { fails: true })).rejects.toThrow('throttled');
    expect((await kept())?.verdict).toBe('not-an-alarm');
    await give('not-an-alarm');
    expect(published).toEqual([eventExamples.FeedbackGiven]);
  });

  it('replaces a judgement that cannot be read', async () => {
    await store.blobs.put(judgementKey, new TextEncoder().encode('{'));
    await give('right');
    expect((await kept())?.verdict).toBe('right');
  });

  it.each([
    ['alarm', 'missed', 400],
    ['quiet', 'not-an-alarm', 400],
    ['quiet', 'right', undefined],
    ['quiet', 'missed', undefined],
    ['quiet', 'none', undefined],
  ] as const)(
    'of a picture that is %s takes %s or refuses it',
    async (outcome, verdict, status) => {
      const { type, detail } = eventExamples.ImageClassified;
      await record({ type, detail: { ...detail, outcome } });
      const answer = await give(verdict);
      expect(answer).toMatchObject(status === undefined ? { outcome: 'accepted' } : { status });
      expect(published).toHaveLength(status === undefined ? 1 : 0);
      expect((await kept()) === undefined).toBe(status !== undefined);
    },
  );

  it('refuses what is no picture, what is not there, and what is not where it belongs', async () => {
    await record(eventExamples.ImageRejected);
    expect(await give('right')).toMatchObject({ status: 400 });
    const elsewhere = recordKey.replace('garden', 'gate');
    expect(await give('right', { key: elsewhere })).toMatchObject({ status: 404 });
    await record(eventExamples.ImageClassified, elsewhere);
    expect(await give('right', { key: elsewhere })).toMatchObject({ status: 400 });
    expect(await give('right', { key: 'records/x' })).toMatchObject({ status: 400 });
    expect(published).toEqual([]);
  });
});
