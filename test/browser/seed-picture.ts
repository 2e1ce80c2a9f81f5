import { createHash } from 'node:crypto';
import * as v from 'valibot';
import {
  GalleryDaySchema,
  GalleryDaysSchema,
  type GalleryEntry,
  GalleryShardSchema,
  galleryEntry,
} from '../../contracts/gallery-index.ts';
import {
  galleryDayKey,
  galleryDaysKey,
  galleryShardKey,
  thumbnailKey,
} from '../../contracts/gallery-key.ts';
import type { ImageEvent, Match } from '../../contracts/image-event.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import type { Label } from '../../contracts/label.ts';
import type { MotionArea } from '../../contracts/motion-area.ts';
import { destinationKey, recordKey, uploadKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { type Actor, drawScene, sceneHeight, sceneWidth } from './draw-scene.ts';

export type SeedStore = Pick<BlobStore, 'get' | 'put'>;

/** A picture as a test asks for it; whoever is in it decides the labels. */
export type PicturePlan = {
  readonly day: string;
  readonly hour: string;
  readonly minute: number;
  readonly camera: string;
  readonly file?: string;
  readonly actors: readonly Actor[];
  /** Something that was seen as well, and rang under a rule of its name. */
  readonly oddLabel?: string;
  readonly outcome: GalleryEntry['outcome'];
  readonly partial?: boolean;
  readonly motionArea?: MotionArea;
};

const thumbnailWidth = 320;
const grounds = ['#6f9a55', '#7d8d62', '#8a8f94', '#5d8a63'];
const confidences = { person: 97.4, car: 88.1, marker: 91.5 };
const names = { person: 'Person', car: 'Car', marker: 'Parcel' };

/** Puts one picture into a store with everything that the pipeline writes of it. */
export async function seedPicture(blobs: SeedStore, plan: PicturePlan): Promise<GalleryEntry> {
  const { day, hour, minute, camera, outcome } = plan;
  const imageId = createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 20);
  const folder = outcome === 'rejected' ? 'error' : outcome;
  const file =
    plan.file ?? `${day.replaceAll('-', '')}T${hour}${minute}-${imageId.slice(0, 4)}.jpg`;
  const key = destinationKey('intellicam', folder, uploadKey(camera, file));
  const ground = grounds[camera.length % grounds.length] ?? '#6f9a55';
  const scene = { hour: Number(hour), ground, actors: plan.actors };
  const picture = outcome === 'rejected' ? Buffer.from('no picture') : await drawScene(scene);
  await blobs.put(key, picture);

  const thumbnail = {
    key: thumbnailKey(camera, day, imageId),
    width: thumbnailWidth,
    height: (thumbnailWidth * sceneHeight) / sceneWidth,
    partial: plan.partial ?? false,
  };
  if (outcome !== 'rejected')
    await blobs.put(thumbnail.key, await drawScene(scene, thumbnailWidth));
  const event = eventOf(plan, { imageId, key: uploadKey(camera, file), destinationKey: key });
  const stored = { recordKey: recordKey(camera, day, imageId) };
  const entry = galleryEntry(event, outcome === 'rejected' ? stored : { ...stored, thumbnail });
  const labels = event.type === 'ImageClassified' ? event.detail.labels : [];
  const record: ImageRecord = {
    schemaVersion: 1,
    recordedAt: event.detail.capturedAt,
    event,
    labels,
  };
  await putJson(blobs, entry.recordKey, record);
  await listPictures(blobs, plan, [entry]);
  return entry;
}

type Names = { readonly imageId: string; readonly key: string; readonly destinationKey: string };

function eventOf(plan: PicturePlan, names: Names): ImageEvent {
  const { day, hour, minute, camera, outcome, motionArea } = plan;
  const image = {
    ...names,
    schemaVersion: 1,
    correlationId: names.imageId,
    camera,
    capturedAt: `${day}T${hour}:${String(minute).padStart(2, '0')}:11.000Z`,
    bucket: 'pictures',
    etag: names.imageId,
    sizeBytes: 48_211,
    ...(motionArea === undefined ? {} : { motionArea }),
  } as const;
  if (outcome === 'rejected') {
    const message = 'the picture ends before its header does';
    return { type: 'ImageRejected', detail: { ...image, reason: 'truncated', message } };
  }
  const labels = labelsOf(plan);
  const matches = outcome === 'alarm' ? matchesOf(plan) : [];
  const labelNames = labels.map(({ name }) => name);
  const detail = { ...image, outcome, labels, labelNames, matches, labeler: 'drawn' };
  return { type: 'ImageClassified', detail };
}

function labelsOf({ actors, oddLabel }: PicturePlan): Label[] {
  const unseen = { parents: [], aliases: [], categories: [] };
  const kinds = [...new Set(actors.map(({ kind }) => kind))];
  const seen = kinds.map((kind) => ({
    ...unseen,
    name: names[kind],
    confidence: confidences[kind],
    instances: actors
      .filter((actor) => actor.kind === kind)
      .map(({ box }) => ({ box, confidence: confidences[kind] })),
  }));
  const odd = { ...unseen, name: oddLabel ?? '', confidence: 55.5, instances: [] };
  const garden = { ...unseen, name: 'Garden', confidence: 83.2, instances: [] };
  return [...seen, ...(oddLabel === undefined ? [] : [odd]), garden];
}

function matchesOf({ actors, oddLabel }: PicturePlan): Match[] {
  const odd = { rule: oddLabel ?? '', label: oddLabel ?? '', confidence: 55.5 };
  const matches = actors
    .filter(({ kind }) => kind !== 'car')
    .map(({ kind, box }) => ({
      rule: kind === 'person' ? 'Human' : 'Parcel',
      label: names[kind],
      confidence: confidences[kind],
      box,
    }));
  return oddLabel === undefined ? matches : [...matches, odd];
}

/** Adds pictures to the index as the pipeline does, without writing anything else of them. */
export async function listPictures(
  blobs: SeedStore,
  { day, camera, hour }: Pick<PicturePlan, 'day' | 'camera' | 'hour'>,
  added: readonly GalleryEntry[],
): Promise<void> {
  const shardKey = galleryShardKey({ day, camera, hour });
  const shard = await getJson(blobs, shardKey, GalleryShardSchema);
  const entries = {
    ...shard?.entries,
    ...Object.fromEntries(added.map((entry) => [entry.imageId, entry])),
  };
  await putJson(blobs, shardKey, { schemaVersion: 1, entries });
  if (shard !== undefined) return;
  const listed = await getJson(blobs, galleryDayKey(day), GalleryDaySchema);
  const shards = [...(listed?.shards ?? []), { camera, hour }];
  await putJson(blobs, galleryDayKey(day), { schemaVersion: 1, shards });
  const known = await getJson(blobs, galleryDaysKey, GalleryDaysSchema);
  const days = [...new Set([...(known?.days ?? []), day])].sort();
  await putJson(blobs, galleryDaysKey, { schemaVersion: 1, days });
}

async function getJson<T>(
  blobs: SeedStore,
  key: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const blob = await blobs.get(key);
  if (blob === undefined) return undefined;
  return v.parse(schema, JSON.parse(Buffer.from(blob.bytes).toString()));
}

/** Puts a document into a store. */
export async function putJson(blobs: SeedStore, key: string, value: unknown): Promise<void> {
  await blobs.put(key, Buffer.from(JSON.stringify(value)), { contentType: 'application/json' });
}
