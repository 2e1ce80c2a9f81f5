import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { ImageRecordSchema } from '../../../contracts/image-record.ts';
import type { ListedBlob } from '../../blob-store.ts';
import { listBucket } from '../list-bucket.ts';
import { s3BlobStore } from '../s3-blob-store.ts';
import { type Answer, answerOf } from './answer.ts';
import { ask } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';
import { recentDays } from './recent-days.ts';

/** A camera and when it took the picture that was recorded last. */
export type CameraStatus = {
  readonly camera: string;
  readonly configured: boolean;
  /** ISO 8601; null: nothing on the days that were looked at. */
  readonly lastPictureAt: Answer<string | null>;
};

export type LastPictures = {
  /** Today counts as one. */
  readonly daysLookedAt: number;
  readonly cameras: readonly CameraStatus[];
  /** Cameras that sent something but are not configured; those without a picture are left out. */
  readonly others: Answer<readonly CameraStatus[]>;
};

type Question = {
  readonly bucket: string;
  readonly cameras: readonly string[];
  readonly timeZone: string;
  readonly now: Date;
};

const daysLookedAt = 7;
// Somebody who may upload can make up any number of cameras.
const mostOthers = 20;

/** Looks when each camera sent its last picture: at most three requests each, and one for all. */
export async function readLastPictures(
  { s3 }: Pick<OwnerClients, 's3'>,
  { bucket, cameras, timeZone, now }: Question,
): Promise<LastPictures> {
  const days = recentDays(now, timeZone, daysLookedAt);
  const statusOf = async (camera: string, configured: boolean): Promise<CameraStatus> => ({
    camera,
    configured,
    lastPictureAt: await answerOf(lastPictureAt({ s3, bucket, camera, days })),
  });
  const [configured, others] = await Promise.all([
    Promise.all(cameras.map((camera) => statusOf(camera, true))),
    answerOf(otherCameras()),
  ]);
  return { daysLookedAt, cameras: configured, others };

  async function otherCameras(): Promise<readonly CameraStatus[]> {
    const known = await foldersBelow({ s3, bucket, prefix: 'records/' });
    const unknown = known.filter((camera) => !cameras.includes(camera)).slice(0, mostOthers);
    const found = await Promise.all(unknown.map((camera) => statusOf(camera, false)));
    return found.filter(({ lastPictureAt }) => lastPictureAt !== null);
  }
}

type Camera = {
  readonly s3: OwnerClients['s3'];
  readonly bucket: string;
  readonly camera: string;
  readonly days: readonly string[];
};

async function lastPictureAt({ s3, bucket, camera, days }: Camera): Promise<string | null> {
  const prefix = `records/${camera}/`;
  const oldest = `${prefix}${days.at(-1)}`;
  const sent = await foldersBelow({ s3, bucket, prefix, after: oldest });
  const day = days.find((candidate) => sent.includes(candidate));
  if (day === undefined) return null;
  const newest = await ask('s3:ListBucket', () => newestBelow(s3, bucket, `${prefix}${day}/`));
  if (newest === undefined) return null;
  // A record's name says nothing of the time, so that it has to be read.
  const store = s3BlobStore({ client: s3, bucket });
  const blob = await ask('s3:GetObject', () => store.get(newest.key).catch(unwrapped));
  if (blob === undefined) return null;
  const record = v.parse(ImageRecordSchema, JSON.parse(new TextDecoder().decode(blob.bytes)));
  return record.event.detail.capturedAt;
}

async function newestBelow(
  s3: OwnerClients['s3'],
  bucket: string,
  prefix: string,
): Promise<ListedBlob | undefined> {
  const found: ListedBlob[] = [];
  try {
    for await (const blob of listBucket(s3, bucket, prefix)) found.push(blob);
  } catch (error) {
    return unwrapped(error);
  }
  return newestOf(found);
}

/** The object that was written last, as far as S3 tells: to the second. */
export function newestOf(blobs: readonly ListedBlob[]): ListedBlob | undefined {
  return blobs.reduce<ListedBlob | undefined>(
    (newest, blob) =>
      newest === undefined || blob.lastModified > newest.lastModified ? blob : newest,
    undefined,
  );
}

// The store says what it tried; AWS's own error is the cause, and tells why.
function unwrapped(error: unknown): never {
  throw error instanceof Error && error.cause !== undefined ? error.cause : error;
}

type Listing = {
  readonly s3: OwnerClients['s3'];
  readonly bucket: string;
  readonly prefix: string;
  readonly after?: string;
};

/** The names of the folders right below a prefix; a thousand at most. */
async function foldersBelow({ s3, bucket, prefix, after }: Listing): Promise<readonly string[]> {
  const { CommonPrefixes = [] } = await ask('s3:ListBucket', () =>
    s3.send(
      new ListObjectsV2Command({
        ...{ Bucket: bucket, Prefix: prefix, Delimiter: '/', EncodingType: 'url' },
        ...(after === undefined ? {} : { StartAfter: after }),
      }),
    ),
  );
  return CommonPrefixes.map(({ Prefix = '' }) =>
    decodeURIComponent(Prefix.replaceAll('+', ' ')).slice(prefix.length, -1),
  );
}
