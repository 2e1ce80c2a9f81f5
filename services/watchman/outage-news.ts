import { createHash } from 'node:crypto';
import type { CameraWatch } from '../../contracts/camera-watch.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';

/** What people are still to be told of a camera; undefined when they know everything. */
export function outageNews(
  camera: string,
  watch: CameraWatch,
  now: Date,
): DomainEvent<'CameraSilent' | 'CameraRecovered'> | undefined {
  if (watch.state === 'back') {
    const { lastSignAt, silentSince } = watch;
    return {
      type: 'CameraRecovered',
      detail: {
        ...{ schemaVersion: 1, correlationId: outageId(camera, silentSince), camera },
        ...{ lastSignAt, silentSince },
        silentForMinutes: minutesBetween(silentSince, lastSignAt),
      },
    };
  }
  if (watch.state !== 'silent' || watch.told) return undefined;
  const { lastSignAt, toldToStop } = watch;
  return {
    type: 'CameraSilent',
    detail: {
      ...{ schemaVersion: 1, correlationId: outageId(camera, lastSignAt), camera, lastSignAt },
      silentSinceMinutes: minutesBetween(lastSignAt, now.toISOString()),
      ...(toldToStop ? { toldToStop } : {}),
    },
  };
}

// The same whenever it is told, so that telling it again is harmless. As long as an image's id.
function outageId(camera: string, silentSince: string): string {
  return createHash('sha256').update(`${camera}\n${silentSince}`).digest('hex').slice(0, 20);
}

function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}
