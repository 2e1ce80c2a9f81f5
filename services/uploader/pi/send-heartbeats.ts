import { cameraHeartbeatKey } from '../../../contracts/state-key.ts';
import type { Logger } from '../../../runtime/logger.ts';
import type { PictureTarget } from '../picture-target.ts';
import type { UploaderHealth } from '../uploader.ts';
import { composeHeartbeat } from './compose-heartbeat.ts';
import { diskFreeBytes, temperatureCelsius } from './machine-facts.ts';

type HeartbeatOptions = {
  readonly cameras: readonly { readonly name: string; readonly folder: string }[];
  readonly target: PictureTarget;
  readonly health: UploaderHealth;
  readonly clockOffsetSeconds: number | undefined;
  readonly stopping: boolean;
  readonly log: Logger;
  readonly now: () => Date;
};

/**
 * Sends a sign of life for each camera. One that fails is not sent again: the next is better. While
 * pictures wait for the network, the uploader's own attempts are the only ones.
 */
export async function sendHeartbeats(options: HeartbeatOptions): Promise<void> {
  const { cameras, health, clockOffsetSeconds, stopping, log } = options;
  const waits = Object.values(health.cameras).some(({ backlogPictures }) => backlogPictures > 0);
  if (health.state === 'waiting' && waits) return;
  const temperature = await temperatureCelsius();
  for (const { name, folder } of cameras) {
    const counts = health.cameras[name];
    if (counts === undefined) continue;
    const facts = {
      diskFreeBytes: await diskFreeBytes(folder),
      clockOffsetSeconds,
      temperatureCelsius: temperature,
      stopping,
    };
    const heartbeat = composeHeartbeat(name, counts, facts, options.now());
    try {
      await options.target.send({
        key: cameraHeartbeatKey(name),
        bytes: Buffer.from(JSON.stringify(heartbeat)),
        contentType: 'application/json',
        metadata: {},
        replace: true,
      });
    } catch (error) {
      log.warn('heartbeat not sent', { camera: name, error });
      return;
    }
  }
}
