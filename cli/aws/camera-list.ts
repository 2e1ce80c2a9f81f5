import { isUnknown } from '../../runtime/aws/owner/answer.ts';
import type { KnownCamera } from '../../runtime/aws/owner/known-cameras.ts';

const headings = ['camera', 'signs in with', 'since', 'last heard of'];

/** The cameras as a table; one that can sign in in several ways has several lines. */
export function formatCameras(cameras: readonly KnownCamera[], timeZone: string): string {
  const rows = cameras.flatMap((camera) => rowsOf(camera, timeZone));
  const widths = headings.map((_, column) =>
    Math.max(...[headings, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  return [headings, ...rows]
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function rowsOf(camera: KnownCamera, timeZone: string): readonly (readonly string[])[] {
  const name = camera.configured ? camera.camera : `${camera.camera} (not configured)`;
  const heard = lastHeard(camera, timeZone);
  const { signIns } = camera;
  if (isUnknown(signIns)) return [[name, `unknown: ${signIns.unknown}`, '', heard]];
  if (signIns.length === 0) return [[name, 'nothing', '', heard]];
  return signIns.map(({ with: what, active, since }, index) => [
    index === 0 ? name : '',
    active ? what : `${what}, not active`,
    since === undefined ? '' : localTime(since, timeZone),
    index === 0 ? heard : '',
  ]);
}

function lastHeard({ heartbeat }: KnownCamera, timeZone: string): string {
  if (heartbeat === null) return 'never';
  if (isUnknown(heartbeat)) return `unknown: ${heartbeat.unknown}`;
  const { at, backlogPictures = 0, stopping } = heartbeat;
  return [
    localTime(at, timeZone),
    ...(backlogPictures === 0 ? [] : [`${backlogPictures} pictures waited`]),
    ...(stopping === true ? ['stopped'] : []),
  ].join(', ');
}

function localTime(instant: string, timeZone: string): string {
  // Swedish writes times as ISO 8601 does.
  const style = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', style).format(new Date(instant));
}
