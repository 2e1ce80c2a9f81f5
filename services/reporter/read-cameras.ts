import { CameraWatchSchema, unseen } from '../../contracts/camera-watch.ts';
import { watchKey } from '../../contracts/state-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import { readDocument } from './read-document.ts';

/** How a camera is, as far as somebody watches it. */
export type CameraState =
  | { readonly camera: string; readonly state: 'well' | 'unwatched' }
  | { readonly camera: string; readonly state: 'silent'; readonly since: string };

/** Reads what the watchman knows of each camera. */
export async function readCameras(
  deps: Deps<'blobs' | 'cameras'>,
): Promise<readonly CameraState[]> {
  const all = await deps.cameras.list();
  return Promise.all(
    all.map(async ({ camera }): Promise<CameraState> => {
      const watch = (await readDocument(deps, watchKey(camera), CameraWatchSchema)) ?? unseen;
      switch (watch.state) {
        case 'unseen':
          return { camera, state: 'unwatched' };
        case 'silent':
          return { camera, state: 'silent', since: watch.lastSignAt };
        case 'alive':
        // In doubt for some minutes, nobody is told.
        case 'doubtful':
        case 'back':
          return { camera, state: 'well' };
      }
    }),
  );
}
