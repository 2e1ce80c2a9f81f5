import sharp from 'sharp';
import * as v from 'valibot';
import { afterEach, beforeEach } from 'vitest';
import { type ImageEvent, ImageEventSchema, parseEventEnvelope } from '../contracts/image-event.ts';
import type { Label } from '../contracts/label.ts';
import type { CreatedObject } from '../contracts/s3-notification.ts';
import type { BlobStore } from '../runtime/blob-store.ts';
import type { Labeler } from '../runtime/labeler.ts';
import { createHandle } from '../services/classifier/handle.ts';
import { surroundings } from './adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from './adapters/temporary-store.ts';

export const key = 'upload/garden/01-20261120140211-03.jpg';
export const alarmKey = 'jpg_alarm/garden/01-20261120140211-03.jpg';

export function label(name: string): Label {
  return { name, confidence: 90, instances: [], parents: [], aliases: [], categories: [] };
}

function draw(background: string): Promise<Buffer> {
  return sharp({ create: { width: 160, height: 120, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

export const [picture, otherPicture]: readonly [Uint8Array, Uint8Array] = await Promise.all([
  draw('red'),
  draw('green'),
]);

/** Classifiers on a store with an alarm list; each test has its own. */
export function classifierUnderTest() {
  let opened: TemporaryStore;
  const store = {
    get blobs() {
      return opened.blobs;
    },
  };
  beforeEach(async () => {
    opened = await temporaryStore();
    await put('config/reko_alarms.csv', new TextEncoder().encode('Person,People,Alarm'));
  });
  afterEach(() => opened.close());
  return { store, put, upload, start, keysBelow, record, etagOf };

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
}
