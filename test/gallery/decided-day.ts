import sharp from 'sharp';
import { eventExamples } from '../../contracts/event-example.ts';
import { type Judgement, newerJudgement, verdicts } from '../../contracts/feedback.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import { feedbackKey, recordKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { mostEntries } from '../../services/thumbnailer/merge-index.ts';

/** What is said of pictures on the bus. */
export type PictureEvent = DomainEvent<'ImageClassified' | 'ImageRejected' | 'FeedbackGiven'>;

/** The day that all pictures are of, in Berlin. */
export const day = '2026-11-20';

const create = { width: 32, height: 24, channels: 3, background: 'red' } as const;

export function putJson(blobs: BlobStore, key: string, value: unknown) {
  return blobs.put(key, new TextEncoder().encode(JSON.stringify(value)));
}

/** A day's decisions, with their records and judgements in the store; drawn from a seed. */
export async function decidedDay(
  blobs: BlobStore,
  random: () => number,
): Promise<readonly PictureEvent[]> {
  const heard: PictureEvent[] = [];
  const picture = await sharp({ create }).jpeg().toBuffer();
  const many = mostEntries + 12;
  for (let index = 0; index < many + 8; index += 1) {
    const isCrowd = index < many;
    const camera = isCrowd ? 'garden' : 'gate';
    const minute = Math.floor(random() * (isCrowd ? 12 : 240));
    const capturedAt = new Date(Date.UTC(2026, 10, 20, 13, minute, index % 60)).toISOString();
    const imageId = `image${index}`;
    const upload = `upload/${camera}/${imageId}.jpg`;
    const names = { imageId, correlationId: imageId, camera, capturedAt, key: upload };
    const event = await decide(blobs, picture, { names, kind: index % 10 });
    heard.push(event);
    const record = recordKey(camera, day, imageId);
    await putJson(blobs, record, { schemaVersion: 1, recordedAt: capturedAt, event, labels: [] });
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
  picture: Uint8Array,
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
): Promise<readonly PictureEvent[]> {
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
  await putJson(blobs, feedbackKey(camera, day, imageId), {
    schemaVersion: 1,
    ...image,
    ...newest,
  });
  const { type, detail: example } = eventExamples.FeedbackGiven;
  return given.map((one) => ({ type, detail: { ...example, ...image, ...one } }));
}
