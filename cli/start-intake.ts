import { relative, sep } from 'node:path';
import { capturedAtMetadata, motionEventMetadata } from '../contracts/capture-time.ts';
import { formatMotionArea, motionAreaMetadata } from '../contracts/motion-area.ts';
import { defaultCamera, uploadKey } from '../contracts/object-key.ts';
import type { Logger } from '../runtime/logger.ts';
import { blobTarget } from '../services/uploader/blob-target.ts';
import { keptOriginals } from '../services/uploader/kept-originals.ts';
import type { Picture } from '../services/uploader/picture.ts';
import { startUploader } from '../services/uploader/uploader.ts';
import type { Pipeline } from './open-pipeline.ts';

export type Intake = {
  /** Resolves when everything that lay in the folders at the start was taken. */
  readonly scanned: Promise<void>;
  /** Resolves when so many pictures have been taken since the start. */
  taken(pictures: number): Promise<void>;
  /** Takes no more; resolves when what is under way is done. */
  close(): Promise<void>;
};

const uploadsAtOnce = 12;

/** Starts the uploader on each folder, with the pipeline's own store as its target. */
export function startIntake(
  { runtime, dataFolder, counts, timeZone }: Pipeline,
  from: { folders: readonly string[]; camera: string | undefined; log: Logger },
): Intake {
  let onTaken = () => {};
  const uploaders = from.folders.map((folder) =>
    startUploader({
      cameras: [
        {
          folder,
          camera: { subfoldersAreCameras: true, otherwise: from.camera ?? defaultCamera },
          ignoredFolder: dataFolder,
          sampling: 'off',
          snapshotsApart: false,
          disposal: keptOriginals(runtime.takenFiles),
        },
      ],
      target: blobTarget(runtime.blobs),
      keyOf: (picture) => keyBelow(folder, picture),
      metadataOf,
      timeZone,
      uploadsAtOnce,
      // The pipeline says itself what is too large.
      largestBytes: Number.POSITIVE_INFINITY,
      log: from.log,
      now: () => new Date(),
      onSent: () => {
        counts.received += 1;
        onTaken();
      },
    }),
  );
  return {
    scanned: Promise.all(uploaders.map((uploader) => uploader.scanned.then(uploader.drained))).then(
      () => undefined,
    ),
    taken: (pictures) =>
      new Promise((resolve) => {
        onTaken = () => {
          if (counts.received >= pictures) resolve();
        };
        onTaken();
      }),
    close: async () => {
      await Promise.all(uploaders.map((uploader) => uploader.close()));
    },
  };
}

// A file keeps its name, and its folders below the camera's.
function keyBelow(folder: string, { path, camera }: Picture): string {
  const parts = relative(folder, path).split(sep);
  return uploadKey(camera, parts.slice(parts.length > 1 ? 1 : 0).join('/'));
}

function metadataOf({ capturedAt, event, motionArea }: Picture): Readonly<Record<string, string>> {
  return {
    [capturedAtMetadata]: capturedAt.toISOString(),
    ...(event === undefined ? {} : { [motionEventMetadata]: event }),
    ...(motionArea === undefined ? {} : { [motionAreaMetadata]: formatMotionArea(motionArea) }),
  };
}
