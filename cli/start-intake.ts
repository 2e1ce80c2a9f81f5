import type { Logger } from '../runtime/logger.ts';
import { type FolderWatch, watchFolder } from '../services/uploader/watch-folder.ts';
import type { Pipeline } from './open-pipeline.ts';

export type Intake = FolderWatch & {
  /** Resolves when so many pictures have been taken since the start. */
  taken(pictures: number): Promise<void>;
};

/** Starts the uploader on each folder, with the pipeline's own store as its target. */
export function startIntake(
  { runtime, dataFolder, counts, timeZone }: Pipeline,
  from: { folders: readonly string[]; camera: string | undefined; log: Logger },
): Intake {
  let onTaken = () => {};
  const watches = from.folders.map((folder) =>
    watchFolder({
      folder,
      camera: from.camera,
      ignoredFolder: dataFolder,
      blobs: runtime.blobs,
      taken: runtime.takenFiles,
      timeZone,
      log: from.log,
      now: () => new Date(),
      onTaken: () => {
        counts.received += 1;
        onTaken();
      },
    }),
  );
  return {
    scanned: Promise.all(watches.map(({ scanned }) => scanned)).then(() => undefined),
    taken: (pictures) =>
      new Promise((resolve) => {
        onTaken = () => {
          if (counts.received >= pictures) resolve();
        };
        onTaken();
      }),
    close: async () => {
      await Promise.all(watches.map((watch) => watch.close()));
    },
  };
}
