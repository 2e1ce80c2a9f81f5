import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { type CameraWatch, CameraWatchSchema } from '../../../contracts/camera-watch.ts';
import { cameraHeartbeatKey, watchKey } from '../../../contracts/state-key.ts';
import { type Answer, answerOf, isUnknown } from './answer.ts';
import { askAbout } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

/** How a camera is, as the watchman knows it. */
export type CameraSigns = {
  readonly camera: string;
  /** `unwatched`: it sends no heartbeats, and nobody has said how long it may be silent. */
  readonly state: Answer<'alive' | 'doubtful' | 'silent' | 'unwatched'>;
  /** ISO 8601; null: nothing was ever heard of it, or nobody listens. */
  readonly lastSignAt: Answer<string | null>;
};

type Question = { readonly bucket: string; readonly cameras: readonly string[] };

/** Reads when each camera last gave a sign of life: two requests each. */
export async function readCameraSigns(
  { s3 }: Pick<OwnerClients, 's3'>,
  { bucket, cameras }: Question,
): Promise<readonly CameraSigns[]> {
  return Promise.all(
    cameras.map(async (camera): Promise<CameraSigns> => {
      const known = await answerOf(Promise.all([watchOf(camera), heartbeatOf(camera)]));
      if (isUnknown(known)) return { camera, state: known, lastSignAt: known };
      const [watch, heartbeatAt] = known;
      return { camera, state: stateOf(watch), lastSignAt: newest(watch, heartbeatAt) };
    }),
  );

  async function watchOf(camera: string): Promise<CameraWatch | undefined> {
    const text = await (await get(watchKey(camera)))?.Body?.transformToString();
    return text === undefined ? undefined : v.parse(CameraWatchSchema, JSON.parse(text));
  }

  // When the store wrote it counts: a camera's clock may be wrong.
  async function heartbeatOf(camera: string): Promise<Date | undefined> {
    const found = await get(cameraHeartbeatKey(camera));
    // Whoever does not read an answer keeps its connection.
    await found?.Body?.transformToByteArray();
    return found?.LastModified;
  }

  function get(Key: string) {
    return askAbout('s3:GetObject', ['NoSuchKey', 'NotFound'], () =>
      s3.send(new GetObjectCommand({ Bucket: bucket, Key })),
    );
  }
}

function stateOf(watch: CameraWatch | undefined) {
  switch (watch?.state) {
    case undefined:
    case 'unseen':
      return 'unwatched';
    case 'back':
      return 'alive';
    case 'alive':
    case 'doubtful':
    case 'silent':
      return watch.state;
  }
}

// The watchman looks at heartbeats only now and then.
function newest(watch: CameraWatch | undefined, heartbeatAt: Date | undefined): string | null {
  const remembered = watch === undefined || watch.state === 'unseen' ? [] : [watch.lastSignAt];
  const beaten = heartbeatAt === undefined ? [] : [heartbeatAt.toISOString()];
  const signs = [...remembered, ...beaten];
  return signs.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
}
