import { type CameraWatch, CameraWatchSchema, unseen } from '../../contracts/camera-watch.ts';
import { watchKey } from '../../contracts/state-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import { type SharedDocument, sharedDocument } from '../../runtime/shared-document.ts';

export type WatchStore = {
  read(camera: string): Promise<CameraWatch>;
  /** Resolves with what is stored then; of two at the same time, one sees the other. */
  change(camera: string, change: (watch: CameraWatch) => CameraWatch): Promise<CameraWatch>;
};

/** What the watchman remembers, in the store. What cannot be read begins anew. */
export function watchStore({ blobs, log }: Deps<'blobs'>): WatchStore {
  const cameras = new Map<string, SharedDocument<CameraWatch>>();
  const change: WatchStore['change'] = (camera, changed) =>
    documentOf(camera).change((before) => {
      const document = changed(before);
      return { document, result: document };
    });
  return { read: (camera) => change(camera, (same) => same), change };

  function documentOf(camera: string): SharedDocument<CameraWatch> {
    const known = cameras.get(camera);
    if (known !== undefined) return known;
    const key = watchKey(camera);
    const opened = sharedDocument<CameraWatch>({
      ...{ blobs, key, schema: CameraWatchSchema, empty: unseen },
      onUnreadable: (error) =>
        log.warn('what is known of a camera cannot be read: it begins anew', { key, error }),
    });
    cameras.set(camera, opened);
    return opened;
  }
}
