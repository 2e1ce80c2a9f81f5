import { basename, relative, sep } from 'node:path';
import { captureTime } from '../../contracts/capture-time.ts';
import type { HookNote } from './hook-note.ts';
import { parseMotionName } from './parse-motion-name.ts';
import type { Picture } from './picture.ts';
import type { PictureFile } from './picture-disposal.ts';
import type { UploaderFolder } from './uploader.ts';
import type { WaitingFile } from './waiting-file.ts';

/** A file that was found, with no more than its name and its time tell at a glance. */
export function waitingFile(source: UploaderFolder, file: PictureFile): WaitingFile {
  const { path, sizeBytes, mtimeMs } = file;
  const order = parseMotionName(basename(path)).capturedAt?.getTime() ?? mtimeMs;
  return { path, source, camera: cameraOf(source, path), sizeBytes, mtimeMs, order };
}

/** All that is known of a picture: from the hook, else from its name, else from its file. */
export function describePicture(
  source: UploaderFolder,
  { path, sizeBytes, mtimeMs }: PictureFile,
  { note, timeZone }: { note?: HookNote | undefined; timeZone: string },
): Picture {
  const named = parseMotionName(basename(path));
  const event = note?.event ?? named.event;
  const motionArea = note?.motionArea ?? named.motionArea;
  const isSnapshot = note?.kind === 'snapshot' || named.kind === 'snapshot';
  return {
    path,
    camera: cameraOf(source, path, note),
    kind: isSnapshot && source.snapshotsApart !== false ? 'snapshot' : 'motion',
    capturedAt: named.capturedAt ?? timeOf(path, mtimeMs, timeZone),
    ...(event === undefined ? {} : { event }),
    ...(named.frame === undefined ? {} : { frame: named.frame }),
    ...(motionArea === undefined ? {} : { motionArea }),
    sizeBytes,
    mtimeMs,
  };
}

function timeOf(path: string, mtimeMs: number, timeZone: string): Date {
  const lastModified = new Date(mtimeMs);
  return new Date(captureTime({ metadata: {}, file: basename(path), lastModified, timeZone }));
}

// Whoever gave the folder a name meant it; else the hook may know better than the folders do.
function cameraOf({ folder, camera }: UploaderFolder, path: string, note?: HookNote): string {
  if (typeof camera === 'string') return camera;
  if (note?.camera !== undefined) return note.camera;
  const [first = '', ...rest] = relative(folder, path).split(sep);
  return rest.length === 0 ? camera.otherwise : first;
}
