import sharp from 'sharp';
import { eventExamples } from '../contracts/event-example.ts';
import { GalleryDaySchema } from '../contracts/gallery-index.ts';
import { galleryDayKey } from '../contracts/gallery-key.ts';
import { shardKeysOf } from '../contracts/gallery-shards.ts';
import type { WakeUp } from '../contracts/wake-up.ts';
import type { BlobStore } from '../runtime/blob-store.ts';
import { defaultLabelingPolicy } from '../runtime/labeling-policy.ts';
import { defaultNotificationPolicy } from '../runtime/notification-policy.ts';
import { readDocument } from '../runtime/read-document.ts';
import { createHandle } from '../services/thumbnailer/handle.ts';
import { memoryBlobStore } from '../test/adapters/memory-blob-store.ts';

const day = '2026-11-20';
const dayMilliseconds = 24 * 60 * 60 * 1000;
// Hours are split from some 1,200 a day on; just before that a picture writes most.
const perDay = [10, 100, 1_000, 1_150, 3_000, 10_000];

type Sums = { puts: number; bytes: number; summaryBytes: number; gets: number; wakeUps: number };

/** What the gallery's index asks of the store for each picture of a day with few and with many. */
export async function measureIndex(): Promise<readonly string[]> {
  const create = { width: 32, height: 24, channels: 3, background: 'gray' } as const;
  const picture = await sharp({ create }).jpeg().toBuffer();
  const lines = ['the index of a day, by its pictures; the thumbnail and its picture left aside:'];
  for (const pictures of perDay) lines.push(await measureDay(picture, pictures));
  return lines;
}

async function measureDay(picture: Uint8Array, pictures: number): Promise<string> {
  const blobs = memoryBlobStore();
  const key = 'upload/garden/a.jpg';
  const stored = await blobs.put(key, picture);
  if (stored.outcome === 'conflict') throw new Error(`write ${key}: it was there`);
  const sums: Sums = { puts: 0, bytes: 0, summaryBytes: 0, gets: 0, wakeUps: 0 };
  const pipeline = startThumbnailer(counting(blobs, sums), sums);
  const { detail } = eventExamples.ImageClassified;
  for (let index = 0; index < pictures; index += 1) {
    const taken = Date.parse(`${day}T00:00:00Z`) + (index * dayMilliseconds) / pictures;
    await pipeline.until(taken);
    const imageId = `5f0c2a9be41d7c3${String(index).padStart(5, '0')}`;
    const capturedAt = new Date(taken).toISOString();
    const names = {
      imageId,
      capturedAt,
      key,
      etag: stored.etag,
      motionEvent: imageId.slice(0, 19),
    };
    await pipeline.handle({ type: 'ImageClassified', detail: { ...detail, ...names } });
  }
  await pipeline.until(Number.POSITIVE_INFINITY);
  const listed = await readDocument(blobs, galleryDayKey(day), GalleryDaySchema);
  const keys = listed === undefined ? [] : shardKeysOf(day, listed);
  const texts = keys.map((shard) => blobs.contents(shard)[shard] ?? '');
  return [
    `${pictures.toLocaleString('en').padStart(8)} pictures:`,
    `${(sums.puts / pictures).toFixed(2)} PUT, ${(sums.gets / pictures).toFixed(2)} GET,`,
    `${(sums.bytes / pictures / 1000).toFixed(1)} kB written`,
    `(${(sums.summaryBytes / pictures / 1000).toFixed(1)} kB of them summaries) and`,
    `${(sums.wakeUps / pictures).toFixed(2)} wake-ups each;`,
    `read with ${keys.length + 1} GET, ${(texts.join('').length / 1000).toFixed(0)} kB`,
  ].join(' ');
}

function counting(blobs: BlobStore, sums: Sums): BlobStore {
  return {
    ...blobs,
    get: (key, ...more) => {
      if (key.startsWith('gallery/index/')) sums.gets += 1;
      return blobs.get(key, ...more);
    },
    put: (key, bytes, ...more) => {
      if (key.startsWith('gallery/index/')) {
        sums.puts += 1;
        sums.bytes += bytes.length;
        if (/summary|months/.test(key)) sums.summaryBytes += bytes.length;
      }
      return blobs.put(key, bytes, ...more);
    },
  };
}

/** The thumbnailer with a clock that stands until it is told how late it is, and then wakes it. */
function startThumbnailer(blobs: BlobStore, sums: Sums) {
  let now = 0;
  let timers: { readonly wakeUp: WakeUp; readonly at: number }[] = [];
  const handle = createHandle(
    {
      blobs,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      now: () => new Date(now),
      settings: {
        ...{ bucket: 'pictures', layout: 'intellicam', timeZone: 'UTC' },
        notifications: defaultNotificationPolicy,
        labeling: defaultLabelingPolicy,
      },
      timers: {
        later: async (wakeUp, seconds) => {
          timers.push({ wakeUp, at: now + Math.min(seconds, 900) * 1000 });
        },
      },
    },
    { restMilliseconds: 0 },
  );
  return { handle, until };

  async function until(moment: number): Promise<void> {
    for (;;) {
      const next = timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > moment) break;
      timers = timers.filter((timer) => timer !== next);
      now = next.at;
      sums.wakeUps += 1;
      const { wakeUp } = next;
      if (wakeUp.type === 'SummaryDue' || wakeUp.type === 'MonthDue') await handle(wakeUp);
    }
    if (Number.isFinite(moment)) now = moment;
  }
}
