import { parseCameraHeartbeat } from '../../contracts/camera-heartbeat.ts';
import { localHour } from '../../contracts/capture-time.ts';
import { recordDayPrefix, uploadKey } from '../../contracts/object-key.ts';
import { cameraHeartbeatKey, cameraStatePrefix } from '../../contracts/state-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import type { WatchedCamera } from '../../runtime/cameras.ts';
import { isFromFuture, isYoung, type SignOfLife } from './judge-signs.ts';

/** How long a camera that sends heartbeats may be silent, if its owner has not said. */
export const defaultLimitMinutes = 30;

export type FoundSigns =
  | { readonly watched: false }
  | {
      readonly watched: true;
      readonly limitMinutes: number;
      readonly sign: SignOfLife | undefined;
    };

type Surroundings = {
  readonly blobs: Pick<BlobStore, 'get' | 'list'>;
  readonly timeZone: string;
  readonly now: Date;
};

/**
 * Looks for the newest sign of life of a camera. Its heartbeat is the cheapest; only when that is old
 * or missing, everything else is listed that it may have sent.
 *
 * When the store wrote an object counts, not what the camera says in it: its clock may be wrong.
 */
export async function findSigns(
  { camera, silentAfterMinutes }: WatchedCamera,
  { blobs, timeZone, now }: Surroundings,
): Promise<FoundSigns> {
  const heartbeat = await readHeartbeat(blobs, camera);
  // Of a camera that only sends pictures, silence may mean that nothing moved.
  if (silentAfterMinutes === undefined && heartbeat === undefined) return { watched: false };
  const limitMinutes = silentAfterMinutes ?? defaultLimitMinutes;
  const isEnough = (sign: SignOfLife | undefined) =>
    sign !== undefined && isYoung(sign.at, limitMinutes, now);
  let sign = heartbeat && !isFromFuture(heartbeat.at, now) ? heartbeat : undefined;
  for (const prefix of prefixes(camera, limitMinutes, { timeZone, now })) {
    if (isEnough(sign)) break;
    sign = newer(sign, await newestBelow(blobs, prefix, now));
  }
  return { watched: true, limitMinutes, sign };
}

// Pictures that wait to be judged are a sign, too: it is not the camera that stands still.
function prefixes(
  camera: string,
  limitMinutes: number,
  { timeZone, now }: Omit<Surroundings, 'blobs'>,
): readonly string[] {
  return [
    cameraStatePrefix(camera),
    ...days(limitMinutes, timeZone, now).map((day) => recordDayPrefix(camera, day)),
    uploadKey(camera, ''),
  ];
}

/** The local days in which the limit lies, newest first. */
function days(limitMinutes: number, timeZone: string, now: Date): readonly string[] {
  const found = new Set<string>();
  const hours = Math.ceil(limitMinutes / 60);
  for (let hour = 0; hour <= hours; hour += 1) {
    const at = new Date(now.getTime() - hour * 3_600_000);
    found.add(localHour(at.toISOString(), timeZone).day);
  }
  return [...found];
}

async function readHeartbeat(
  blobs: Surroundings['blobs'],
  camera: string,
): Promise<SignOfLife | undefined> {
  const blob = await blobs.get(cameraHeartbeatKey(camera));
  if (blob === undefined) return undefined;
  const heartbeat = parseCameraHeartbeat(new TextDecoder().decode(blob.bytes));
  return { at: blob.lastModified, toldToStop: heartbeat?.stopping ?? false };
}

async function newestBelow(
  blobs: Surroundings['blobs'],
  prefix: string,
  now: Date,
): Promise<SignOfLife | undefined> {
  let newest: Date | undefined;
  for await (const { lastModified } of blobs.list(prefix)) {
    // It must not hide the others.
    if (isFromFuture(lastModified, now)) continue;
    if (newest === undefined || lastModified > newest) newest = lastModified;
  }
  return newest && { at: newest, toldToStop: false };
}

// Of the same moment the first counts: the heartbeat knows more of itself than its listing.
function newer(one: SignOfLife | undefined, other: SignOfLife | undefined): SignOfLife | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.at > one.at ? other : one;
}
