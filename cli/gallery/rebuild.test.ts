import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { type Judgement, newerJudgement, verdicts } from '../../contracts/feedback.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import {
  daySummaryKey,
  feedbackKey,
  galleryDaysKey,
  galleryRebuildKey,
  galleryShardKey,
  recordKey,
} from '../../contracts/object-key.ts';
import type { WakeUp } from '../../contracts/wake-up.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { createHandle } from '../../services/thumbnailer/handle.ts';
import { mostEntries } from '../../services/thumbnailer/merge-index.ts';
import { type MemoryBlobStore, memoryBlobStore } from '../../test/adapters/memory-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { rebuild } from './rebuild.ts';

type Heard = DomainEvent<'ImageClassified' | 'ImageRejected' | 'FeedbackGiven'>;
type Message = Heard | WakeUp<'SummaryDue' | 'MonthDue'>;

const { settings } = surroundings();
const day = '2026-11-20';
let picture: Uint8Array;

beforeAll(async () => {
  const create = { width: 32, height: 24, channels: 3, background: 'red' } as const;
  picture = await sharp({ create }).jpeg().toBuffer();
});

function storeOf(blobs: BlobStore) {
  return {
    ...{ blobs, name: 'here', timeZone: settings.timeZone, cameras: [], close: async () => {} },
    orOneSentence: (_: string, run: () => Promise<number>) => run(),
  };
}

function rebuildAll(blobs: BlobStore, since = '', now = '2026-11-21T08:00:00.000Z') {
  return rebuild(storeOf(blobs), { since, now: () => new Date(now), onDay: () => {} });
}

function put(blobs: BlobStore, key: string, value: unknown) {
  return blobs.put(key, new TextEncoder().encode(JSON.stringify(value)));
}

/** A day's decisions, with their records and judgements in the store; drawn from a seed. */
async function decisions(blobs: BlobStore, random: () => number): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  const many = mostEntries + 12;
  for (let index = 0; index < many + 8; index += 1) {
    const isCrowd = index < many;
    const camera = isCrowd ? 'garden' : 'gate';
    const minute = Math.floor(random() * (isCrowd ? 12 : 240));
    const capturedAt = new Date(Date.UTC(2026, 10, 20, 13, minute, index % 60)).toISOString();
    const imageId = `image${index}`;
    const upload = `upload/${camera}/${imageId}.jpg`;
    const names = { imageId, correlationId: imageId, camera, capturedAt, key: upload };
    const event = await decide(blobs, { names, kind: index % 10 });
    heard.push(event);
    const record = recordKey(camera, day, imageId);
    await put(blobs, record, { schemaVersion: 1, recordedAt: capturedAt, event, labels: [] });
    if (event.type === 'ImageClassified') heard.push(...(await judge(blobs, event, random)));
  }
  return heard;
}

type Names = Pick<
  DomainEvent<'ImageClassified'>['detail'],
  'imageId' | 'correlationId' | 'camera' | 'capturedAt' | 'key'
>;

async function decide(
  blobs: BlobStore,
  { names, kind }: { names: Names; kind: number },
): Promise<DomainEvent<'ImageClassified' | 'ImageRejected'>> {
  const { ImageClassified, ImageRejected } = eventExamples;
  if (kind > 3) return { type: 'ImageRejected', detail: { ...ImageRejected.detail, ...names } };
  // One has gone, but for the beginning, and one is none that could be decoded.
  const bytes = [picture, picture.subarray(0, picture.length - 40), picture.subarray(0, 200)][kind];
  const stored = await blobs.put(names.key, bytes ?? picture);
  if (stored.outcome === 'conflict') throw new Error('stored before');
  const outcome = kind % 2 === 0 ? ('alarm' as const) : ('quiet' as const);
  const detail = { ...ImageClassified.detail, ...names, outcome, etag: stored.etag };
  return { type: 'ImageClassified', detail };
}

async function judge(
  blobs: BlobStore,
  { detail }: DomainEvent<'ImageClassified'>,
  random: () => number,
): Promise<readonly Heard[]> {
  const { imageId, camera, capturedAt, outcome } = detail;
  const given = Array.from({ length: Math.floor(random() * 3) }, (_, second): Judgement => {
    const verdict = verdicts[Math.floor(random() * verdicts.length)] ?? 'none';
    return { verdict, givenAt: `2026-11-20T15:00:0${second}.000Z` };
  });
  const [first, ...others] = given;
  if (first === undefined) return [];
  const record = recordKey(camera, day, imageId);
  const image = { imageId, camera, capturedAt, outcome, recordKey: record };
  const newest = others.reduce(newerJudgement, first);
  await put(blobs, feedbackKey(camera, day, imageId), { schemaVersion: 1, ...image, ...newest });
  const { type, detail: example } = eventExamples.FeedbackGiven;
  return given.map((one) => ({ type, detail: { ...example, ...image, ...one } }));
}

/** Delivers messages as SQS would, to processes that die: late, twice, in any order, until all are done. */
async function deliver(
  blobs: BlobStore,
  messages: readonly Message[],
  random: () => number,
): Promise<void> {
  let now = Date.parse('2026-11-20T16:00:00.000Z');
  let timers: { readonly wakeUp: Message; readonly at: number }[] = [];
  const start = () => {
    let lives = 5 + Math.floor(random() * 400);
    const mortal =
      <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        lives -= 1;
        if (lives < 0) throw new Error('killed before');
        const result = await call(...args);
        if (lives < 1) throw new Error('killed after');
        return result;
      };
    const later = mortal(async (wakeUp: WakeUp, seconds: number) => {
      const at = now + Math.min(seconds, 900) * 1000;
      if (wakeUp.type === 'SummaryDue' || wakeUp.type === 'MonthDue') timers.push({ wakeUp, at });
    });
    const mine = { ...blobs, get: mortal(blobs.get), put: mortal(blobs.put) };
    const deps = { ...surroundings(), blobs: mine, timers: { later }, now: () => new Date(now) };
    const handle = createHandle(deps, { restMilliseconds: 0 });
    return { handle, isDead: () => lives < 1 };
  };
  const processes = [start(), start()];
  let waiting: Message[] = [...messages, ...messages.filter(() => random() < 0.2)];
  while (waiting.length > 0 || timers.length > 0) {
    waiting = waiting.toSorted(() => random() - 0.5);
    const batch = waiting.splice(0, 1 + Math.floor(random() * 30));
    const failed = await Promise.all(
      batch.map(async (message) => {
        const at = Math.floor(random() * processes.length);
        const process = processes[at] ?? start();
        const isDone = await process.handle(message).then(
          () => true,
          () => false,
        );
        if (process.isDead()) processes[at] = start();
        // An answer to SQS may be lost, too.
        return isDone && random() < 0.97 ? [] : [message];
      }),
    );
    waiting.push(...failed.flat());
    now += random() * 120_000;
    waiting.push(...timers.filter(({ at }) => at <= now).map(({ wakeUp }) => wakeUp));
    timers = timers.filter(({ at }) => at > now);
  }
}

describe('a rebuilt gallery', () => {
  it('has the same bytes as what arrived, whatever was repeated, late, judged or killed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = seededRandom(seed + 1);
        const [arrived, rebuilt] = [
          memoryBlobStore({ before: () => dawdle(random) }),
          memoryBlobStore(),
        ];
        const messages = await decisions(arrived, seededRandom(seed));
        await decisions(rebuilt, seededRandom(seed));
        await deliver(arrived, messages, random);
        await rebuildAll(rebuilt);
        expect(differences(rebuilt, arrived)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  async function settled(seed = 1) {
    const blobs = memoryBlobStore();
    await decisions(blobs, seededRandom(seed));
    await rebuildAll(blobs);
    const copy = memoryBlobStore();
    for (const [key, text] of Object.entries(blobs.contents('gallery/index/'))) {
      await copy.put(key, new TextEncoder().encode(text));
    }
    return { blobs, index: copy };
  }

  function indexOf(blobs: MemoryBlobStore) {
    return blobs.contents('gallery/index/');
  }

  it('writes nothing again when nothing is wrong', async () => {
    const { blobs } = await settled();
    const before = blobs.contents('gallery/');
    const { puts } = blobs.calls;
    expect(await rebuildAll(blobs)).toMatchObject({
      ...{ days: 1, pictures: mostEntries + 20, removed: 0, thumbnailsMade: 0, unreadable: 0 },
    });
    // How far it came, and that it is done.
    expect(blobs.calls.puts - puts).toBe(2);
    expect(blobs.contents('gallery/')).toEqual(before);
  });

  it('is whole again, whatever of it was lost or spoilt', async () => {
    const { blobs, index } = await settled();
    for (const key of Object.keys(indexOf(index))) {
      for (const spoilt of ['', 'no JSON', '{"schemaVersion":1}']) {
        await blobs.put(key, new TextEncoder().encode(spoilt));
        await rebuildAll(blobs);
        expect(indexOf(blobs)).toEqual(indexOf(index));
      }
      await blobs.delete(key, (await blobs.get(key))?.etag ?? '');
      await rebuildAll(blobs);
      expect(indexOf(blobs)).toEqual(indexOf(index));
    }
  });

  it('makes a thumbnail that is lost, while its picture is there', async () => {
    const { blobs } = await settled();
    const before = blobs.contents('gallery/');
    const [lost = ''] = Object.keys(blobs.contents('gallery/thumbs/'));
    await blobs.delete(lost, (await blobs.get(lost))?.etag ?? '');
    expect(await rebuildAll(blobs)).toMatchObject({ thumbnailsMade: 1 });
    expect(blobs.contents('gallery/')).toEqual(before);
  });

  it('shows the thumbnails of pictures that are gone', async () => {
    const { blobs, index } = await settled();
    for (const key of Object.keys(blobs.contents('upload/')).concat(Object.keys(indexOf(index)))) {
      await blobs.delete(key, (await blobs.get(key))?.etag ?? '');
    }
    expect(await rebuildAll(blobs)).toMatchObject({ thumbnailsMade: 0 });
    // Whether a picture was damaged, only the picture knew.
    const without = (contents: Readonly<Record<string, string>>) =>
      JSON.stringify(contents).replaceAll(/\\"partial\\":(true|false)/g, '');
    expect(without(indexOf(blobs))).toBe(without(indexOf(index)));
  });

  it('has no entry without a record, and forgets a day without any', async () => {
    const { blobs } = await settled();
    const gone = recordKey('gate', day, `image${mostEntries + 12}`);
    await blobs.delete(gone, (await blobs.get(gone))?.etag ?? '');
    await put(blobs, galleryDaysKey, { schemaVersion: 1, days: ['2026-11-19', day] });
    expect(await rebuildAll(blobs)).toMatchObject({ removed: 1, pictures: mostEntries + 19 });
    expect(JSON.stringify(indexOf(blobs))).not.toContain(gone);
    expect(indexOf(blobs)[galleryDaysKey]).toBe(JSON.stringify({ schemaVersion: 1, days: [day] }));
    const summary = JSON.parse(indexOf(blobs)[daySummaryKey(day)] ?? '');
    const hours: readonly { alarm: number; quiet: number; rejected: number }[] = Object.values(
      summary.cameras.gate,
    );
    expect(
      hours.reduce((sum, { alarm, quiet, rejected }) => sum + alarm + quiet + rejected, 0),
    ).toBe(7);
  });

  it('keeps the entry of a picture whose record cannot be read, and says so', async () => {
    const { blobs } = await settled();
    const before = indexOf(blobs);
    const key = recordKey('gate', day, `image${mostEntries + 12}`);
    await blobs.put(key, new TextEncoder().encode('no JSON'));
    expect(await rebuildAll(blobs)).toMatchObject({ removed: 0, unreadable: 1 });
    expect(indexOf(blobs)).toEqual(before);
  });

  it('leaves days before the first alone', async () => {
    const blobs = memoryBlobStore();
    await decisions(blobs, seededRandom(1));
    expect(await rebuildAll(blobs, '2026-11-21')).toMatchObject({ days: 0, pictures: 0 });
    expect(blobs.contents('gallery/')).toEqual({});
  });

  it('goes on where it was cut short, but not a day later, and not once it is done', async () => {
    const blobs = memoryBlobStore();
    await decisions(blobs, seededRandom(1));
    const startedAt = '2026-11-21T07:00:00.000Z';
    const progress = { schemaVersion: 1, startedAt, since: '', done: [day], finished: false };
    await put(blobs, galleryRebuildKey, progress);
    expect(await rebuildAll(blobs)).toMatchObject({ days: 0, skipped: 1 });
    expect(await rebuildAll(blobs)).toMatchObject({ days: 1, skipped: 0 });
    await put(blobs, galleryRebuildKey, progress);
    const nextDay = '2026-11-22T07:00:01.000Z';
    expect(await rebuildAll(blobs, '', nextDay)).toMatchObject({ days: 1, skipped: 0 });
  });

  it('removes a picture from where it does not belong', async () => {
    const { blobs, index } = await settled();
    const wrong = galleryShardKey({ day, hour: '03', camera: 'garden' });
    const entry = Object.values(indexOf(index)).find((text) => text.includes('"image0"')) ?? '';
    await blobs.put(wrong, new TextEncoder().encode(entry));
    await rebuildAll(blobs);
    expect(indexOf(blobs)[wrong]).toBe('{"schemaVersion":1,"entries":{}}');
  });
});

/** The names of what two galleries do not have the same. */
function differences(one: MemoryBlobStore, other: MemoryBlobStore): readonly string[] {
  const [a, b] = [one.contents('gallery/'), other.contents('gallery/')];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]);
}

async function dawdle(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 3); turns > 0; turns -= 1) {
    await new Promise(setImmediate);
  }
}
