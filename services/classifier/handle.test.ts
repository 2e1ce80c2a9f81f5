import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ImageEvent,
  ImageEventSchema,
  parseEventEnvelope,
} from '../../contracts/image-event.ts';
import type { Label } from '../../contracts/label.ts';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type Labeler, UnreadableImageError } from '../../runtime/labeler.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import { createHandle } from './handle.ts';

const key = 'upload/garden/01-20261120140211-03.jpg';
const alarmKey = 'jpg_alarm/garden/01-20261120140211-03.jpg';

function label(name: string): Label {
  return { name, confidence: 90, instances: [], parents: [], aliases: [], categories: [] };
}

describe('the classifier', () => {
  let store: TemporaryStore;
  let picture: Uint8Array;
  let otherPicture: Uint8Array;

  beforeAll(async () => {
    const draw = (background: string) =>
      sharp({ create: { width: 160, height: 120, channels: 3, background } })
        .jpeg()
        .toBuffer();
    [picture, otherPicture] = await Promise.all([draw('red'), draw('green')]);
  });
  beforeEach(async () => {
    store = await temporaryStore();
    await put('config/reko_alarms.csv', new TextEncoder().encode('Person,People,Alarm'));
  });
  afterEach(() => store.close());

  async function put(name: string, bytes: Uint8Array, metadata = {}): Promise<string> {
    const result = await store.blobs.put(name, bytes, { metadata });
    if (result.outcome !== 'stored') throw new Error(`${name} was not stored`);
    return result.etag;
  }

  async function upload(bytes = picture, name = key, metadata = {}): Promise<CreatedObject> {
    const etag = await put(name, bytes, metadata);
    return { bucket: 'pictures', key: name, etag, sizeBytes: bytes.length };
  }

  /** A classifier that has just been started, with what it asked the labeler and what it published. */
  function start(
    answer: () => Promise<readonly Label[]> | readonly Label[] = () => [label('Person')],
    blobs: BlobStore = store.blobs,
  ) {
    const labelled: string[] = [];
    const events: ImageEvent[] = [];
    let busFails = false;
    const labeler: Labeler = {
      name: 'test',
      alarmConfidence: 50,
      label: async ({ key: name }) => {
        labelled.push(name);
        return answer();
      },
      close: async () => undefined,
    };
    const { lines, ...others } = surroundings();
    const handle = createHandle({
      ...others,
      ...{ blobs, labeler },
      timers: { later: () => Promise.reject(new Error('nobody has to wait')) },
      events: {
        publish: async (published) => {
          if (busFails) throw new Error('the bus is down');
          // As through a queue: what consumers cannot read back never arrived.
          for (const { type, detail } of published) {
            const envelope = { source: 'intellicam', 'detail-type': type, detail };
            events.push(
              v.parse(ImageEventSchema, parseEventEnvelope(JSON.parse(JSON.stringify(envelope)))),
            );
          }
        },
      },
    });
    return {
      handle,
      labelled,
      events,
      lines,
      failBus: (fails: boolean) => {
        busFails = fails;
      },
    };
  }

  async function keysBelow(prefix: string): Promise<string[]> {
    const keys = [];
    for await (const blob of store.blobs.list(prefix)) keys.push(blob.key);
    return keys;
  }

  async function record() {
    const [name = ''] = await keysBelow('records/');
    const blob = await store.blobs.get(name);
    return blob && JSON.parse(new TextDecoder().decode(blob.bytes));
  }

  async function etagOf(name: string): Promise<string | undefined> {
    return (await store.blobs.get(name))?.etag;
  }

  it('tells of an alarm, with everything that its consumers need', async () => {
    const object = await upload();
    const { handle, events } = start();
    const outcome = await handle(object);
    expect(outcome).toMatchObject({ outcome: 'alarm', camera: 'garden' });
    expect(events).toEqual([
      {
        type: 'ImageClassified',
        detail: {
          schemaVersion: 1,
          imageId: outcome.imageId,
          correlationId: outcome.imageId,
          camera: 'garden',
          capturedAt: '2026-11-20T13:02:11.000Z',
          bucket: 'pictures',
          key,
          etag: object.etag,
          sizeBytes: picture.length,
          destinationKey: alarmKey,
          outcome: 'alarm',
          labelNames: ['Person'],
          topLabel: 'Person',
          topConfidence: 90,
          matches: [{ rule: 'Person', label: 'Person', confidence: 90 }],
          labels: [label('Person')],
          labeler: 'test',
        },
      },
    ]);
  });

  it('records what it tells, and lists the labels', async () => {
    const { handle, events } = start();
    const { imageId } = await handle(await upload());
    expect(await keysBelow('records/')).toEqual([`records/garden/2026-11-20/${imageId}.json`]);
    expect(await record()).toEqual({
      schemaVersion: 1,
      recordedAt: '2026-11-20T13:02:20.000Z',
      event: events[0],
      labels: [label('Person')],
      rules: {
        ...{ source: 'config/reko_alarms.csv', etag: await etagOf('config/reko_alarms.csv') },
        alarmConfidence: 50,
      },
      trace: [
        {
          ...{ rule: 'Person', label: 'Person', confidence: 90, result: 'alarm' },
          checks: [{ what: 'score', text: 'Person 90 ≥ 50', passed: true }],
        },
      ],
    });
    expect(await keysBelow('csv_alarm/')).toEqual([`${alarmKey.replace('jpg', 'csv')}.csv`]);
  });

  it('leaves the picture where it is', async () => {
    const { handle } = start();
    await handle(await upload());
    expect(await keysBelow('upload/')).toEqual([key]);
    expect(await keysBelow('jpg_')).toEqual([]);
  });

  it('tells of a quiet picture', async () => {
    const { handle, events } = start(() => [label('Car')]);
    expect(await handle(await upload())).toMatchObject({ outcome: 'quiet' });
    expect(events).toMatchObject([
      {
        type: 'ImageClassified',
        detail: {
          outcome: 'quiet',
          matches: [],
          destinationKey: alarmKey.replace('alarm', 'quiet'),
        },
      },
    ]);
    expect(await keysBelow('csv_quiet/')).toHaveLength(1);
  });

  it('rejects what is no picture, without paying for it', async () => {
    const { handle, events, labelled } = start();
    const object = await upload(new TextEncoder().encode('<svg/>'));
    expect(await handle(object)).toMatchObject({ outcome: 'rejected' });
    expect(labelled).toEqual([]);
    const destinationKey = alarmKey.replace('alarm', 'error');
    expect(events).toMatchObject([
      { type: 'ImageRejected', detail: { reason: 'not-an-image', destinationKey } },
    ]);
    expect(await keysBelow('jpg_error/')).toEqual([`${destinationKey}.json`]);
    expect((await record()).labels).toEqual([]);
  });

  it('rejects a picture that the labeler can never read', async () => {
    const { handle, events } = start(() => {
      throw new UnreadableImageError('the picture is broken');
    });
    expect(await handle(await upload())).toMatchObject({ outcome: 'rejected' });
    expect(events).toMatchObject([
      { detail: { reason: 'unreadable', message: 'the picture is broken' } },
    ]);
  });

  it('leaves nothing behind when the labeler fails for the moment, and labels it later', async () => {
    let throttled = true;
    const { handle, events, labelled } = start(() => {
      if (throttled) throw new Error('throttled');
      return [label('Person')];
    });
    const object = await upload();
    await expect(handle(object)).rejects.toThrow('throttled');
    expect(await keysBelow('records/')).toEqual([]);
    expect(await keysBelow('csv_')).toEqual([]);
    expect(await keysBelow('jpg_')).toEqual([]);
    expect(events).toEqual([]);
    throttled = false;
    expect(await handle(object)).toMatchObject({ outcome: 'alarm' });
    expect(labelled).toEqual([key, key]);
  });

  it('waits for an alarm list instead of calling a picture quiet', async () => {
    const list = await store.blobs.get('config/reko_alarms.csv');
    await store.blobs.delete('config/reko_alarms.csv', list?.etag ?? '');
    const { handle, events } = start();
    await expect(handle(await upload())).rejects.toThrow('config/reko_alarms.csv');
    expect(await keysBelow('records/')).toEqual([]);
    expect(events).toEqual([]);
  });

  it('tells the same again at a second delivery and does not label again', async () => {
    const object = await upload();
    const first = start();
    await first.handle(object);
    const second = start(() => {
      throw new Error('labelled twice');
    });
    expect(await second.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(await first.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(second.events).toEqual(first.events.slice(0, 1));
    expect(first.labelled).toEqual([key]);
  });

  it('tells again of a rejection at a second delivery', async () => {
    const object = await upload(new TextEncoder().encode('<svg/>'));
    const [first, second] = [start(), start()];
    await first.handle(object);
    expect(await second.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(second.events).toEqual(first.events);
  });

  it('labels once when the same picture is delivered twice at the same time', async () => {
    const object = await upload();
    const { handle, labelled, events } = start();
    const outcomes = await Promise.all([handle(object), handle(object), handle({ ...object })]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['alarm', 'repeated', 'repeated']);
    expect(labelled).toEqual([key]);
    expect(events).toHaveLength(1);
  });

  it('fails every delivery of a picture that failed, and takes the next one', async () => {
    let failing = true;
    const { handle } = start(() => {
      if (failing) throw new Error('throttled');
      return [];
    });
    const object = await upload();
    const both = await Promise.allSettled([handle(object), handle(object)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failing = false;
    expect(await handle(object)).toMatchObject({ outcome: 'quiet' });
  });

  it('lets the first decision stand when two processes classify at the same time', async () => {
    const object = await upload();
    const [alarming, quiet] = [start(), start(() => [])];
    await Promise.all([alarming.handle(object), quiet.handle(object)]);
    const { event } = await record();
    expect(await keysBelow('records/')).toHaveLength(1);
    expect(alarming.events).toEqual([event]);
    expect(quiet.events).toEqual([event]);
  });

  it('records before it publishes, so that a failing bus loses nothing', async () => {
    const object = await upload();
    const first = start();
    first.failBus(true);
    await expect(first.handle(object)).rejects.toThrow('the bus is down');
    const { event } = await record();
    first.failBus(false);
    expect(await first.handle(object)).toMatchObject({ outcome: 'repeated' });
    expect(first.events).toEqual([event]);
    expect(first.labelled).toEqual([key]);
  });

  it('finishes what it had begun when it died before the record', async () => {
    const object = await upload();
    const dying = start(undefined, {
      ...store.blobs,
      put: (name, ...more) =>
        name.startsWith('records/')
          ? Promise.reject(new Error('died'))
          : store.blobs.put(name, ...more),
    });
    await expect(dying.handle(object)).rejects.toThrow('died');
    expect(dying.events).toEqual([]);
    const next = start();
    expect(await next.handle(object)).toMatchObject({ outcome: 'alarm' });
    expect(next.events).toMatchObject([{ detail: { destinationKey: alarmKey } }]);
    expect(await keysBelow('csv_alarm/')).toHaveLength(1);
  });

  it('files another picture of the same key under another name', async () => {
    const { handle, events } = start();
    await handle(await upload());
    await handle(await upload(otherPicture));
    const [one, other] = events.map(({ detail }) => detail);
    expect(other?.imageId).not.toBe(one?.imageId);
    expect(other?.destinationKey).not.toBe(one?.destinationKey);
    expect(await keysBelow('records/')).toHaveLength(2);
  });

  it.each(['alarm', 'quiet', 'error'])(
    'knows a picture that was filed under %s',
    async (folder) => {
      const object = await upload();
      await put(alarmKey.replace('alarm', folder), picture);
      await store.blobs.delete(key, object.etag);
      const { handle, events, labelled, lines } = start();
      expect(await handle(object)).toMatchObject({ outcome: 'already-filed' });
      expect([events, labelled, lines]).toEqual([[], [], []]);
    },
  );

  it('knows a picture that was filed under a name with part of its id', async () => {
    const classifier = start();
    await classifier.handle(await upload());
    const object = await upload(otherPicture);
    await classifier.handle(object);
    await put(classifier.events[1]?.detail.destinationKey ?? '', otherPicture);
    await put(alarmKey, picture);
    await store.blobs.delete(key, object.etag);
    expect(await start().handle(object)).toMatchObject({ outcome: 'already-filed' });
  });

  it('warns of a picture that is nowhere', async () => {
    const object = await upload();
    await store.blobs.delete(key, object.etag);
    const { handle, events, lines } = start();
    expect(await handle(object)).toMatchObject({ outcome: 'gone' });
    expect(events).toEqual([]);
    expect(lines).toMatchObject([{ level: 'warn', fields: { key } }]);
  });

  it('does not take a picture that was uploaded since for the one it was told of', async () => {
    const object = await upload();
    await upload(otherPicture);
    const { handle, labelled } = start();
    expect(await handle(object)).toMatchObject({ outcome: 'gone' });
    expect(labelled).toEqual([]);
  });

  it.each(['jpg_alarm/a.jpg', 'upload/garden/', 'config/reko_alarms.csv'])(
    'passes over %s',
    async (name) => {
      const { handle, events } = start();
      const object = { bucket: 'pictures', key: name, etag: 'e', sizeBytes: 1 };
      expect(await handle(object)).toMatchObject({ outcome: 'ignored' });
      expect(events).toEqual([]);
    },
  );

  it('takes time and motion event from the metadata', async () => {
    const { handle, events } = start();
    const metadata = { 'captured-at': '2026-11-20T23:30:00Z', 'motion-event': '42' };
    await handle(await upload(picture, key, metadata));
    expect(events[0]?.detail).toMatchObject({
      capturedAt: '2026-11-20T23:30:00.000Z',
      motionEvent: '42',
    });
    // In Berlin it is tomorrow already.
    expect(await keysBelow('records/garden/2026-11-21/')).toHaveLength(1);
  });

  it('is not upset by empty metadata', async () => {
    const { handle, events } = start();
    await handle(await upload(picture, key, { 'captured-at': '', 'motion-event': '' }));
    expect(events).toHaveLength(1);
    expect(await start().handle(await upload(picture, key, { 'motion-event': '' }))).toMatchObject({
      outcome: 'repeated',
    });
  });

  it('reads on when the header is longer than what it reads first', async () => {
    const segment = Buffer.alloc(2 + 0xffff);
    segment.writeUInt16BE(0xffe1, 0);
    segment.writeUInt16BE(0xffff, 2);
    const long = Buffer.concat([picture.subarray(0, 2), segment, segment, picture.subarray(2)]);
    const { handle } = start();
    expect(await handle(await upload(long))).toMatchObject({ outcome: 'alarm' });
    expect(await handle(await upload(long.subarray(0, 100_000)))).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('takes a camera that is called like a step for a camera', async () => {
    const { handle, events } = start();
    await handle(await upload(picture, 'upload/../a.jpg'));
    expect(events[0]?.detail).toMatchObject({
      camera: '%2E%2E',
      destinationKey: 'jpg_alarm/%2E%2E/a.jpg',
    });
    expect((await keysBelow('records/'))[0]).toMatch(/^records\/%2E%2E\//);
  });
});
