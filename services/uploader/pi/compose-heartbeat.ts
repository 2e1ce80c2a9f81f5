import type { CameraHeartbeat } from '../../../contracts/camera-heartbeat.ts';
import type { CameraHealth } from '../uploader.ts';
import { programVersion } from './program-version.ts';

/** What the machine tells, the same for all of its cameras but for their disks. */
export type MachineFacts = {
  readonly diskFreeBytes: number | undefined;
  readonly clockOffsetSeconds: number | undefined;
  readonly temperatureCelsius: number | undefined;
  readonly stopping: boolean;
};

/** A camera's sign of life. */
export function composeHeartbeat(
  camera: string,
  { lastPictureAt, lastSentAt: _, ...counts }: CameraHealth,
  { stopping, ...facts }: MachineFacts,
  now: Date,
): CameraHeartbeat {
  return {
    schemaVersion: 1,
    camera,
    at: now.toISOString(),
    version: programVersion,
    ...counts,
    lastPictureAt: lastPictureAt?.toISOString(),
    ...facts,
    stopping: stopping ? true : undefined,
  };
}
