import type { FoundStatus } from './status-file.ts';
import type { Trouble, UploaderStatus } from './uploader-status.ts';

type CameraStatus = UploaderStatus['cameras'][string];

/** Answers in a sentence for each camera; while something is wrong, first in one for all. */
export function tellStatus(found: FoundStatus, now: Date, timeZone?: string): readonly string[] {
  if (!found.running) return [tellSilence(found.status, now, timeZone)];
  const { cameras, trouble } = found.status;
  const losses = Object.entries(cameras).flatMap(([name, camera]) => tellLosses(name, camera));
  if (trouble !== undefined) {
    return [tellTrouble(trouble, Object.values(cameras), { now, timeZone }), ...losses];
  }
  return [...Object.entries(cameras).map(([name, one]) => tellCamera(name, one, now)), ...losses];
}

function tellSilence(last: UploaderStatus | undefined, now: Date, timeZone?: string): string {
  const start = 'sudo systemctl start intellicam-uploader';
  if (last === undefined) {
    return `The uploader does not run. Start it: ${start}; why it ended: journalctl -u intellicam-uploader`;
  }
  const since = clockTime(new Date(last.writtenAt), now, timeZone);
  const waiting = total(Object.values(last.cameras));
  return `The uploader does not run, its last word is of ${since}: ${waiting}. Start it: ${start}`;
}

function tellTrouble(
  { failure, since, lastError, nextAttemptAt }: Trouble,
  cameras: readonly CameraStatus[],
  { now, timeZone }: { readonly now: Date; readonly timeZone: string | undefined },
): string {
  const error = lastError === undefined ? '' : ` (${lastError.replace(/[.\s]+$/, '')})`;
  const time = clockTime(new Date(since), now, timeZone);
  const seconds =
    nextAttemptAt === undefined
      ? 0
      : Math.max(0, Math.round((Date.parse(nextAttemptAt) - now.getTime()) / 1000));
  const next = seconds < 1 ? 'the next attempt is now' : `the next attempt is in ${span(seconds)}`;
  return `${whatIsWrong(failure)} since ${time}${error}; ${total(cameras)}, ${next}.`;
}

function whatIsWrong(failure: Trouble['failure']): string {
  switch (failure) {
    case 'unreachable':
      return 'The network is away';
    case 'rights':
      return "The store does not accept this camera's credentials";
    case 'clock':
      return "The store does not accept this machine's clock";
    case 'busy':
    case 'refused':
    case undefined:
      return 'The store does not take pictures';
  }
}

function tellCamera(name: string, camera: CameraStatus, now: Date): string {
  const last =
    camera.lastPictureAt === undefined
      ? 'no picture since the start'
      : `last picture ${ago(new Date(camera.lastPictureAt), now)}`;
  return `${name}: ${last}, ${total([camera])}.`;
}

function tellLosses(name: string, { dropped, refused }: CameraStatus): readonly string[] {
  return [
    ...(dropped > 0
      ? [`${name}: ${pictures(dropped)} dropped since the start, to keep the disk from filling.`]
      : []),
    ...(refused > 0
      ? [`${name}: ${pictures(refused)} refused by the store, kept in .refused with the reason.`]
      : []),
  ];
}

function total(cameras: readonly CameraStatus[]): string {
  const count = cameras.reduce((sum, { backlogPictures }) => sum + backlogPictures, 0);
  const bytes = cameras.reduce((sum, { backlogBytes }) => sum + backlogBytes, 0);
  if (count === 0) return 'nothing waits';
  return `${pictures(count)} ${count === 1 ? 'waits' : 'wait'} (${size(bytes)})`;
}

function pictures(count: number): string {
  return count === 1 ? 'one picture' : `${count.toLocaleString('en')} pictures`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(bytes / 1e6)} MB`;
}

function ago(then: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - then.getTime()) / 1000);
  return seconds < 2 ? 'just now' : `${span(seconds)} ago`;
}

function span(seconds: number): string {
  if (seconds < 100) return many(seconds, 'second');
  if (seconds < 100 * 60) return many(Math.round(seconds / 60), 'minute');
  if (seconds < 48 * 3600) return many(Math.round(seconds / 3600), 'hour');
  return many(Math.round(seconds / 86_400), 'day');
}

function many(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

// A day is named when it is another one than today.
function clockTime(time: Date, now: Date, timeZone: string | undefined): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'long' });
  const clock = new Intl.DateTimeFormat('en-GB', { ...zone, timeStyle: 'short' }).format(time);
  return day.format(time) === day.format(now) ? clock : `${day.format(time)}, ${clock}`;
}
