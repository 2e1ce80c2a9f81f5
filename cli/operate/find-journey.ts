import { imageId as imageIdOf } from '../../contracts/image-id.ts';
import type { LoggedWork } from '../../runtime/aws/owner/read-logs.ts';
import type { DeadLetter } from '../../runtime/dead-letters.ts';
import { findRecord } from '../rules/find-record.ts';
import type { Controls } from './controls.ts';
import { lettersAbout } from './letters-about.ts';
import { type Hop, traceImage } from './trace-image.ts';

/** All that is known of a picture's way. */
export type Journey = {
  readonly imageId?: string | undefined;
  readonly camera?: string | undefined;
  readonly hops: readonly Hop[];
  /** Who worked on it and what came of it, where logs are kept. */
  readonly work: readonly LoggedWork[];
  readonly letters: readonly { readonly queue: string; readonly letter: DeadLetter }[];
};

type Picture = Pick<Journey, 'imageId' | 'camera' | 'hops'> & {
  readonly key?: string;
  /** When it came, which is where its logs begin. */
  readonly at?: Date;
};

const id = /^[0-9a-f]{20}$/;
const hour = 60 * 60 * 1000;
// Logs are asked for by time: one that waits longer has other troubles.
const longestWay = 24 * hour;

/** Finds a picture by its id or any of its keys, and follows it. */
export async function findJourney(controls: Controls, subject: string): Promise<Journey> {
  const picture = (await decided(controls, subject)) ?? (await undecided(controls, subject));
  const { imageId, camera, hops, key, at } = picture;
  const letters = await lettersAbout(controls.deadLetters, { imageId, key });
  const work =
    imageId === undefined || at === undefined
      ? []
      : await controls.workOn?.(imageId, {
          from: new Date(at.getTime() - hour),
          to: new Date(at.getTime() + longestWay),
        });
  return { imageId, camera, hops, work: work ?? [], letters };
}

async function decided({ store }: Controls, subject: string): Promise<Picture | undefined> {
  const record = await findRecord(store, subject);
  if (record === undefined) return undefined;
  const { imageId, camera } = record.event.detail;
  const hops = await traceImage(store, record);
  return { imageId, camera, hops, at: new Date(record.recordedAt) };
}

// What has no record is in upload/, or has never been.
async function undecided({ store, bucket }: Controls, subject: string): Promise<Picture> {
  const key = subject.startsWith(`${store.name}/`) ? subject.slice(store.name.length + 1) : subject;
  const blob = await store.blobs.get(key, { firstBytes: 1 });
  if (blob === undefined)
    return { ...(id.test(subject) ? { imageId: subject } : {}), hops: [], key };
  const { etag, versionId, sizeBytes, lastModified: at } = blob;
  const version = versionId === undefined ? {} : { versionId };
  return {
    ...{ imageId: imageIdOf({ bucket, key, etag, ...version }), key, at },
    hops: [
      { hop: 'uploaded', state: 'done', at: at.toISOString(), text: `${key}, ${sizeBytes} bytes` },
      { hop: 'decided', state: 'missing', text: 'it waits, or was given up' },
    ],
  };
}
