import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../../runtime/logger.ts';
import { mergeHealth } from './merge-health.ts';
import type { ServiceManager } from './service-manager.ts';
import { signIns } from './sign-ins.ts';
import { statusFile } from './status-file.ts';
import { tellStatus } from './tell-status.ts';
import type { UploaderConfiguration } from './uploader-configuration.ts';
import { type Pace, startLane } from './uploader-lane.ts';

type DaemonOptions = {
  readonly configuration: UploaderConfiguration;
  readonly stateFolder: string;
  readonly statusPath: string;
  readonly manager: ServiceManager;
  readonly log: Logger;
  readonly now: () => Date;
  readonly pace?: Pace;
};

export type Daemon = {
  /** Ends what is under way, for some seconds at most, and says so. */
  stop(): Promise<void>;
};

const endingSeconds = 10;
const farewellSeconds = 3;

/** The uploader as a service: its cameras, its signs of life, and what systemd wants to hear. */
export function startDaemon(options: DaemonOptions): Daemon {
  const { configuration, manager, log, now, pace, ...paths } = options;
  const hooksFolder = join(paths.stateFolder, 'hooks');
  const lanes = signIns(configuration).map((signIn) =>
    startLane({ configuration, signIn, hooksFolder, log, now, pace }),
  );
  const status = statusFile({ path: paths.statusPath, log, now });
  const timers = [
    setInterval(writeStatus, 1000),
    setInterval(() => void sendHeartbeats(false), configuration.heartbeatSeconds * 1000),
    ...(manager.watchdogMilliseconds === undefined
      ? []
      : [setInterval(feedWatchdog, manager.watchdogMilliseconds / 2)]),
  ];
  writeStatus();
  void manager.tell('READY=1', currentStatus());
  void sendHeartbeats(false);
  return { stop };

  function health() {
    return mergeHealth(lanes.map((lane) => lane.health()));
  }

  function writeStatus(): void {
    status.update(health());
  }

  // systemd shows it, and it is as old as the watchdog's last meal.
  function currentStatus(): `STATUS=${string}` {
    const found = { running: true, status: status.compose(health()) } as const;
    return `STATUS=${tellStatus(found, now()).join(' ')}`;
  }

  function feedWatchdog(): void {
    if (lanes.every((lane) => lane.isAlive())) void manager.tell('WATCHDOG=1', currentStatus());
    else log.error('uploader stuck, to be started again by systemd');
  }

  async function sendHeartbeats(stopping: boolean): Promise<void> {
    await Promise.all(lanes.map((lane) => lane.sendHeartbeats(stopping)));
  }

  async function stop(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    void manager.tell('STOPPING=1');
    await within(endingSeconds, Promise.all(lanes.map((lane) => lane.close())));
    await within(farewellSeconds, sendHeartbeats(true));
    writeStatus();
    for (const lane of lanes) lane.abandon();
  }
}

async function within(seconds: number, work: Promise<unknown>): Promise<void> {
  const ended = new AbortController();
  const limit = pause(seconds * 1000, undefined, { signal: ended.signal }).catch(() => undefined);
  await Promise.race([work, limit]);
  ended.abort();
}
