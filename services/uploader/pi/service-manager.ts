import { execFile } from 'node:child_process';
import type { Logger } from '../../../runtime/logger.ts';

/** What systemd, or whoever started the daemon, is told of it. */
export interface ServiceManager {
  /** How often it wants to hear that the daemon is alive; undefined when nobody waits for it. */
  readonly watchdogMilliseconds: number | undefined;
  tell(...states: readonly ServiceState[]): Promise<void>;
}

type ServiceState = 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1' | `STATUS=${string}`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Speaks to systemd by its own program: Node has no datagram sockets in the file system. */
export function systemd(environment: Environment, log: Logger): ServiceManager {
  const socket = environment.NOTIFY_SOCKET;
  if (socket === undefined || socket === '') {
    return { watchdogMilliseconds: undefined, tell: async () => undefined };
  }
  return {
    watchdogMilliseconds: watchdogOf(environment),
    tell: (...states) =>
      new Promise((resolve) => {
        execFile('systemd-notify', [...states], { env: environment, timeout: 10_000 }, (error) => {
          if (error !== null) log.warn('systemd not told', { states, error });
          resolve();
        });
      }),
  };
}

// systemd names the process that it means: a child of it need not care.
function watchdogOf({ WATCHDOG_USEC, WATCHDOG_PID }: Environment): number | undefined {
  const microseconds = Number(WATCHDOG_USEC);
  if (!(microseconds > 0)) return undefined;
  const meant = WATCHDOG_PID === undefined || WATCHDOG_PID === String(process.pid);
  return meant ? microseconds / 1000 : undefined;
}
