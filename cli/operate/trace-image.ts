import { CameraIncidentsSchema } from '../../contracts/camera-incidents.ts';
import { localHour } from '../../contracts/capture-time.ts';
import { FeedbackSchema } from '../../contracts/feedback.ts';
import { GalleryShardSchema } from '../../contracts/gallery-index.ts';
import { galleryShardKey, thumbnailKey } from '../../contracts/gallery-key.ts';
import { shardsOfPicture } from '../../contracts/gallery-shards.ts';
import type { ImageRecord } from '../../contracts/image-record.ts';
import { feedbackKey } from '../../contracts/object-key.ts';
import { incidentsKey } from '../../contracts/state-key.ts';
import { readableDocument } from '../../runtime/read-document.ts';
import type { Controls } from './controls.ts';

/** One step of a picture's way; `missing`: it should have been made, and was not. */
export type Hop = {
  readonly hop: 'uploaded' | 'decided' | 'filed' | 'thumbnail' | 'listed' | 'told' | 'judged';
  readonly state: 'done' | 'missing';
  readonly at?: string;
  readonly text: string;
};

type Blobs = Controls['store']['blobs'];
type Traced = { readonly blobs: Blobs; readonly timeZone: string; readonly record: ImageRecord };

/** Follows a picture that was decided on, by what each hop has left in the store. */
export async function traceImage(
  { blobs, timeZone }: Controls['store'],
  record: ImageRecord,
): Promise<readonly Hop[]> {
  const traced = { blobs, timeZone, record };
  const hops = await Promise.all([
    uploaded(traced),
    decided(traced),
    filed(traced),
    thumbnail(traced),
    listed(traced),
    told(traced),
    judged(traced),
  ]);
  return hops.filter((hop) => hop !== undefined);
}

async function uploaded({ blobs, record }: Traced): Promise<Hop> {
  const { key, versionId, etag, capturedAt, sizeBytes } = record.event.detail;
  const version = versionId === undefined ? {} : { versionId };
  const blob = await blobs.get(key, { ...version, firstBytes: 1 });
  const at = blob?.etag === etag ? { at: blob.lastModified.toISOString() } : {};
  const text = `${key}, ${sizeBytes} bytes, taken ${capturedAt}`;
  return { hop: 'uploaded', state: 'done', ...at, text };
}

async function decided({ record }: Traced): Promise<Hop> {
  const { event, recordedAt: at } = record;
  if (event.type === 'ImageRejected') {
    return { hop: 'decided', state: 'done', at, text: `rejected: ${event.detail.message}` };
  }
  const { outcome, matches, labeler } = event.detail;
  const rules = [...new Set(matches.map(({ rule }) => rule))].join(', ');
  const why = rules === '' ? '' : ` by ${rules}`;
  return { hop: 'decided', state: 'done', at, text: `${outcome}${why}, labelled by ${labeler}` };
}

async function filed({ blobs, record }: Traced): Promise<Hop> {
  const { key, destinationKey, etag } = record.event.detail;
  const there = await blobs.get(destinationKey, { firstBytes: 1 });
  const left = await blobs.get(key, { firstBytes: 1 });
  const isLeft = left?.etag === etag;
  if (there?.etag !== etag) {
    const where = isLeft ? 'it is still in upload/' : 'it is nowhere; owners may delete';
    return { hop: 'filed', state: 'missing', text: `${destinationKey}: ${where}` };
  }
  const at = there.lastModified.toISOString();
  const text = isLeft ? `${destinationKey}, and not yet taken out of upload/` : destinationKey;
  return { hop: 'filed', state: isLeft ? 'missing' : 'done', at, text };
}

async function thumbnail({ blobs, timeZone, record }: Traced): Promise<Hop | undefined> {
  if (record.event.type === 'ImageRejected') return undefined;
  const { camera, capturedAt, imageId } = record.event.detail;
  const key = thumbnailKey(camera, localHour(capturedAt, timeZone).day, imageId);
  const blob = await blobs.get(key, { firstBytes: 1 });
  if (blob === undefined) return { hop: 'thumbnail', state: 'missing', text: key };
  return { hop: 'thumbnail', state: 'done', at: blob.lastModified.toISOString(), text: key };
}

async function listed({ blobs, timeZone, record }: Traced): Promise<Hop> {
  const { camera, capturedAt, imageId } = record.event.detail;
  const { day, hour } = localHour(capturedAt, timeZone);
  for (const shard of shardsOfPicture({ camera, hour }, capturedAt)) {
    const key = galleryShardKey({ ...shard, day });
    const document = await readableDocument(blobs, key, GalleryShardSchema);
    if (document?.entries[imageId] !== undefined)
      return { hop: 'listed', state: 'done', text: key };
  }
  return { hop: 'listed', state: 'missing', text: `the page of ${day} does not have it` };
}

async function told({ blobs, record }: Traced): Promise<Hop | undefined> {
  const { event } = record;
  if (event.type === 'ImageRejected' || event.detail.outcome === 'quiet') return undefined;
  const { camera, imageId } = event.detail;
  const known = await readableDocument(blobs, incidentsKey(camera), CameraIncidentsSchema);
  const incident = known?.incidents.find(({ pictures }) =>
    pictures.some((picture) => picture.imageId === imageId),
  );
  const delivery = incident?.pictures.find((picture) => picture.imageId === imageId)?.delivery;
  if (incident === undefined || delivery === undefined) {
    return { hop: 'told', state: 'missing', text: 'no visit names it; old ones are forgotten' };
  }
  const { at } = delivery;
  const visit = `visit ${incident.id}`;
  switch (delivery.state) {
    case 'sent':
      return { hop: 'told', state: 'done', at, text: `rang, ${visit}` };
    case 'ringing':
      return { hop: 'told', state: 'missing', at, text: `nobody said that it went out, ${visit}` };
    case 'held': {
      const digest = delivery.digest === undefined ? '' : `, digest ${delivery.digest}`;
      return {
        hop: 'told',
        state: 'done',
        at,
        text: `held: ${delivery.reason}, ${visit}${digest}`,
      };
    }
  }
}

async function judged({ blobs, timeZone, record }: Traced): Promise<Hop | undefined> {
  const { camera, capturedAt, imageId } = record.event.detail;
  const key = feedbackKey(camera, localHour(capturedAt, timeZone).day, imageId);
  const given = await readableDocument(blobs, key, FeedbackSchema);
  return given && { hop: 'judged', state: 'done', at: given.givenAt, text: given.verdict };
}
