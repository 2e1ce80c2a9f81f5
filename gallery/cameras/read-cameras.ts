import * as v from 'valibot';
import { type CameraHeartbeat, parseCameraHeartbeat } from '../../contracts/camera-heartbeat.ts';
import { type CameraWatch, CameraWatchSchema } from '../../contracts/camera-watch.ts';
import { cameraHeartbeatKey, watchKey } from '../../contracts/state-key.ts';
import { jsonReader } from '../json-reader.ts';

/** What is known of a camera beside its pictures. */
export type CameraSigns = {
  readonly heartbeat: CameraHeartbeat | undefined;
  readonly watch: CameraWatch | undefined;
};

const readHeartbeat = jsonReader(
  v.pipe(
    v.unknown(),
    v.transform((document) => parseCameraHeartbeat(JSON.stringify(document))),
  ),
);
const readWatch = jsonReader(CameraWatchSchema);

/** Reads what a camera says of itself, and what is remembered of its signs of life. */
export async function readCameraSigns(camera: string, signal: AbortSignal): Promise<CameraSigns> {
  const [heartbeat, watch] = await Promise.allSettled([
    readHeartbeat(cameraHeartbeatKey(camera), signal),
    readWatch(watchKey(camera), signal),
  ]);
  return {
    heartbeat: heartbeat.status === 'fulfilled' ? heartbeat.value : undefined,
    watch: watch.status === 'fulfilled' ? watch.value : undefined,
  };
}
