import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DomainEvent, ImageEventSchema } from '../../contracts/image-event.ts';
import { type ImageRecord, ImageRecordSchema } from '../../contracts/image-record.ts';
import type { Label } from '../../contracts/label.ts';
import { alarmRulesKey } from '../../contracts/object-key.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import { seenKey } from '../../contracts/state-key.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import consumer from './consumer.ts';
import { createHandle } from './handle.ts';
import { placeAt, thing } from './rules/repeats-under-test.ts';

const parked = [thing('Car', [placeAt(0.1)])];

describe('the classifier and a car that stands where it stood', () => {
  let store: TemporaryStore;
  let picture: Uint8Array;

  beforeAll(async () => {
    const create = { width: 160, height: 120, channels: 3, background: 'red' } as const;
    picture = await sharp({ create }).jpeg().toBuffer();
  });
  beforeEach(async () => {
    store = await temporaryStore();
    await put(alarmRulesKey, 'rules: [{ labels: [Car, Person], min_score: 40, threshold: 70 }]');
  });
  afterEach(() => store.close());

  async function put(key: string, body: string | Uint8Array, metadata = {}): Promise<string> {
    const result = await store.blobs.put(key, Buffer.from(body), { metadata });
    if (result.outcome !== 'stored') throw new Error(`${key} was not stored`);
    return result.etag;
  }

  /** A picture of so many minutes after two. */
  async function upload(minutes: number, name = 'a.jpg', event?: string): Promise<CreatedObject> {
    const capturedAt = new Date(Date.UTC(2026, 10, 20, 13, 0) + minutes * 60_000).toISOString();
    const key = `upload/drive/${minutes}-${name}`;
    const motion = event === undefined ? {} : { 'motion-event': event };
    const etag = await put(key, picture, { 'captured-at': capturedAt, ...motion });
    return { bucket: 'pictures', key, etag, sizeBytes: picture.length };
  }

  /** A classifier with the rights that it has, who sees the same in every picture. */
  function start(labels: readonly Label[] = parked) {
    const events: DomainEvent[] = [];
    const { lines, ...others } = surroundings();
    const handle = createHandle({
      ...others,
      blobs: grantedBlobStore(store.blobs, consumer.grants, 'intellicam'),
      timers: { later: () => Promise.reject(new Error('nobody has to wait')) },
      events: {
        publish: async (published) => {
          events.push(...published);
        },
      },
      labeler: {
        ...{ name: 'test', alarmConfidence: 50, close: async () => undefined },
        label: async () => labels,
      },
    });
    return { handle, events, lines };
  }

  async function outcomeOf(object: CreatedObject, labels = parked): Promise<string> {
    return (await start(labels).handle(object)).outcome;
  }

  async function settle(): Promise<void> {
    for (const minutes of [0, 2]) expect(await outcomeOf(await upload(minutes))).toBe('alarm');
  }

  async function recordOf(event: DomainEvent | undefined): Promise<ImageRecord> {
    const { imageId, camera } = v.parse(ImageEventSchema, event).detail;
    const blob = await store.blobs.get(`records/${camera}/2026-11-20/${imageId}.json`);
    return v.parse(ImageRecordSchema, JSON.parse(new TextDecoder().decode(blob?.bytes)));
  }

  it('files it as quiet, and records why', async () => {
    await settle();
    const { handle, events } = start();
    expect(await handle(await upload(3))).toMatchObject({ outcome: 'quiet' });
    expect(events).toMatchObject([{ detail: { outcome: 'quiet', matches: [] } }]);
    expect(await recordOf(events[0])).toMatchObject({
      trace: [{ label: 'Car', result: 'repeat' }],
      repeats: [{ label: 'Car', box: placeAt(0.1), since: '2026-11-20T13:00:00.000Z' }],
    });
  });

  it('rings for somebody beside it, and records the car as well', async () => {
    await settle();
    const { handle, events } = start([...parked, thing('Person', [placeAt(0.5)])]);
    await handle(await upload(3));
    expect(events).toMatchObject([
      { detail: { outcome: 'alarm', matches: [{ label: 'Person' }] } },
    ]);
    expect((await recordOf(events[0])).repeats).toMatchObject([{ label: 'Car' }]);
  });

  it('decides the same about a picture that comes again before it was recorded', async () => {
    await settle();
    for (const [minutes, outcome] of [
      [3, 'quiet'],
      [90, 'alarm'],
    ] as const) {
      const object = await upload(minutes);
      const { blobs } = store;
      // It dies after it has remembered the car and before the record.
      store = {
        ...store,
        blobs: {
          ...blobs,
          put: (key, ...more) =>
            key.startsWith('records/')
              ? Promise.reject(new Error('died'))
              : blobs.put(key, ...more),
        },
      };
      await expect(start().handle(object)).rejects.toThrow('died');
      store = { ...store, blobs };
      expect(await outcomeOf(object)).toBe(outcome);
    }
  });

  it('lets several at once remember together', async () => {
    const objects = await Promise.all([0, 1, 2, 3, 4].map((minutes) => upload(minutes)));
    await Promise.all(objects.map((object) => outcomeOf(object)));
    expect(await outcomeOf(await upload(5))).toBe('quiet');
  });

  it('knows each camera for itself', async () => {
    await settle();
    const etag = await put('upload/gate/20261120140300.jpg', picture);
    const object = { key: 'upload/gate/20261120140300.jpg', etag, sizeBytes: picture.length };
    expect(await outcomeOf({ bucket: 'pictures', ...object })).toBe('alarm');
  });

  it('rings anew when what it remembers cannot be read, and says so', async () => {
    await settle();
    await put(seenKey('drive'), '{');
    const { handle, lines } = start();
    expect(await handle(await upload(3))).toMatchObject({ outcome: 'alarm' });
    expect(lines).toMatchObject([{ level: 'warn', fields: { key: seenKey('drive') } }]);
  });

  it('asks nothing of the store for a quiet picture, and nothing when repeats are off', async () => {
    const asked: string[] = [];
    const { blobs } = store;
    const get: typeof blobs.get = (key, options) => {
      asked.push(key);
      return blobs.get(key, options);
    };
    store = { ...store, blobs: { ...blobs, get } };
    const unsure = parked.map((label) => ({ ...label, confidence: 30 }));
    expect(await outcomeOf(await upload(0), unsure)).toBe('quiet');
    await put(alarmRulesKey, 'repeats: off\nrules: [{ labels: Car }]');
    expect(await outcomeOf(await upload(1))).toBe('alarm');
    expect(asked).not.toContain(seenKey('drive'));
    expect(asked).toContain(alarmRulesKey);
  });

  it('always lets the owner’s own test ring', async () => {
    for (const minutes of [0, 2, 4, 6]) {
      const name = `smoke-20261120T13000${minutes}Z-abc.jpg`;
      const etag = await put(`upload/drive/${name}`, picture);
      const object = { bucket: 'pictures', key: `upload/drive/${name}`, etag, sizeBytes: 1 };
      expect(await outcomeOf(object)).toBe('alarm');
    }
    expect(await store.blobs.get(seenKey('drive'))).toBeUndefined();
  });

  it('needs a second picture for a second car that is not sure enough alone', async () => {
    await settle();
    const two = parked.map((label) => ({
      ...label,
      instances: [...label.instances, { box: placeAt(0.6), confidence: 60 }],
    }));
    expect(await outcomeOf(await upload(3, 'a.jpg', '7'), two)).toBe('quiet');
    expect(await outcomeOf(await upload(3, 'b.jpg', '7'), two)).toBe('alarm');
  });
});
