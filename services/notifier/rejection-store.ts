import {
  type CameraRejections,
  CameraRejectionsSchema,
  noRejections,
} from '../../contracts/camera-rejections.ts';
import { rejectionsKey } from '../../contracts/state-key.ts';
import type { Deps } from '../../runtime/ports.ts';
import {
  type Changed,
  type SharedDocument,
  sharedDocument,
} from '../../runtime/shared-document.ts';

export type RejectionStore = {
  /** Decides on what was told of a camera's rejected pictures; of two at once, one sees the other. */
  change<Result>(
    camera: string,
    change: (rejections: CameraRejections) => Changed<CameraRejections, Result>,
  ): Promise<Result>;
};

/** What was told of rejected pictures, in the store. What cannot be read begins anew. */
export function rejectionStore({ blobs, log }: Deps<'blobs'>): RejectionStore {
  const cameras = new Map<string, SharedDocument<CameraRejections>>();
  return { change: (camera, change) => documentOf(camera).change(change) };

  function documentOf(camera: string): SharedDocument<CameraRejections> {
    const known = cameras.get(camera);
    if (known !== undefined) return known;
    const key = rejectionsKey(camera);
    const opened = sharedDocument<CameraRejections>({
      ...{ blobs, key, schema: CameraRejectionsSchema, empty: noRejections },
      onUnreadable: (error) =>
        log.warn('rejections cannot be read: they begin anew', { key, error }),
    });
    cameras.set(camera, opened);
    return opened;
  }
}
