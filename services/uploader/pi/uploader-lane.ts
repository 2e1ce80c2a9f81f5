import type { Logger } from '../../../runtime/logger.ts';
import { folderDisposal } from '../folder-disposal.ts';
import type { Patience } from '../s3/http-connection.ts';
import { s3Target } from '../s3/s3-target.ts';
import type { SamplingPolicy } from '../sampler.ts';
import type { Schedule } from '../schedule.ts';
import { startUploader, type UploaderHealth } from '../uploader.ts';
import { isAlive } from './is-alive.ts';
import { sendHeartbeats } from './send-heartbeats.ts';
import type { CameraSettings, SignIn } from './sign-ins.ts';
import type { UploaderConfiguration } from './uploader-configuration.ts';
import { watchedTarget } from './watched-target.ts';

type LaneOptions = {
  readonly configuration: UploaderConfiguration;
  readonly signIn: SignIn;
  readonly hooksFolder: string;
  readonly log: Logger;
  readonly now: () => Date;
  readonly pace?: Pace | undefined;
};

/** How long things may take. Default: what a network needs; a test has less time. */
export type Pace = {
  readonly patience: Patience;
  readonly schedule: Schedule;
  readonly settleMilliseconds: number;
};

/** The uploader of the cameras that sign in together: when one may not send, none of them may. */
export type UploaderLane = {
  health(): UploaderHealth;
  isAlive(): boolean;
  sendHeartbeats(stopping: boolean): Promise<void>;
  /** Takes no more; resolves when what is under way is done. */
  close(): Promise<void>;
  /** Lets go of the store, in the midst of whatever is under way. */
  abandon(): void;
};

export function startLane({ configuration, signIn, ...options }: LaneOptions): UploaderLane {
  const { log, now, hooksFolder, pace } = options;
  const { region, bucket, endpoint, timeZone, backlog } = configuration;
  const { cameras, credentials } = signIn;
  const startedAt = now();
  const { patience, ...times } = pace ?? {};
  const s3 = s3Target({ region, bucket, endpoint, credentials, patience });
  const target = watchedTarget(s3, now);
  const uploader = startUploader({
    ...{ target, hooksFolder, timeZone, log, now, ...times },
    cameras: cameras.map((camera) => folderOf(camera, configuration)),
    bounds: { bytes: backlog.megabytes * 1e6, shareOfDisk: backlog.diskPercent / 100 },
  });
  let scanned = false;
  void uploader.scanned.then(() => {
    scanned = true;
  });
  return {
    health: uploader.health,
    isAlive: () => {
      const [oldestRequestAt, lastRequestEndAt] = [target.oldestStart(), target.lastEnd()];
      const progress = { startedAt, scanned, oldestRequestAt, lastRequestEndAt };
      return isAlive(uploader.health(), progress, now());
    },
    sendHeartbeats: (stopping) => {
      const facts = { health: uploader.health(), clockOffsetSeconds: s3.clockOffsetSeconds() };
      return sendHeartbeats({ cameras, target, ...facts, stopping, log, now });
    },
    close: uploader.close,
    abandon: s3.close,
  };
}

function folderOf(
  { folder, name, hook, sampling }: CameraSettings,
  { afterSending, leftOut }: UploaderConfiguration,
) {
  const disposal = folderDisposal({
    folder,
    sent: afterSending,
    leftOut: leftOut === 'keep' ? 'move' : 'delete',
  });
  return { folder, camera: name, hook, disposal, sampling: policyOf(sampling) };
}

function policyOf(sampling: CameraSettings['sampling']): SamplingPolicy {
  return sampling === 'off'
    ? 'off'
    : { secondsBetween: sampling.everySeconds, picturesPerEvent: sampling.mostPerEvent };
}
