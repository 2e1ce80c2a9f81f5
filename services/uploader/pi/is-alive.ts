import type { UploaderHealth } from '../uploader.ts';

/** When things last happened, as far as they have. */
export type Progress = {
  readonly startedAt: Date;
  /** Everything that lay in the folders at the start is known. */
  readonly scanned: boolean;
  /** The start of the oldest request that is under way. */
  readonly oldestRequestAt: Date | undefined;
  readonly lastRequestEndAt: Date | undefined;
};

// The target ends a request after 60 seconds; one that lasts much longer will never end.
const longestRequestSeconds = 180;
// A slow card with some hundred thousand pictures takes minutes.
const longestScanSeconds = 1800;
const longestDelaySeconds = 300;

/** Whether the uploader still gets on, so that systemd's watchdog may be fed. */
export function isAlive(health: UploaderHealth, progress: Progress, now: Date): boolean {
  const { startedAt, scanned, oldestRequestAt, lastRequestEndAt } = progress;
  if (oldestRequestAt !== undefined) return passed(oldestRequestAt) <= longestRequestSeconds;
  const idleSeconds = Math.min(passed(startedAt), passed(lastRequestEndAt));
  if (!scanned && idleSeconds > longestScanSeconds) return false;
  const waits = Object.values(health.cameras).some(({ backlogPictures }) => backlogPictures > 0);
  const overdue = health.state === 'waiting' && waits ? passed(health.nextAttemptAt ?? now) : 0;
  return Math.min(overdue, idleSeconds) <= longestDelaySeconds;

  function passed(since: Date | undefined): number {
    return since === undefined ? Infinity : (now.getTime() - since.getTime()) / 1000;
  }
}
