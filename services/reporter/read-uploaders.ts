import { parseCameraHeartbeat } from '../../contracts/camera-heartbeat.ts';
import type { UploaderCounts } from '../../contracts/reporter-notes.ts';
import { cameraHeartbeatKey } from '../../contracts/state-key.ts';
import type { Deps } from '../../runtime/ports.ts';

/** Reads what each camera's uploader has counted since its start. */
export async function readUploaders({
  blobs,
  cameras,
}: Deps<'blobs' | 'cameras'>): Promise<readonly UploaderCounts[]> {
  const all = await cameras.list();
  const counts = await Promise.all(
    all.map(async ({ camera }): Promise<readonly UploaderCounts[]> => {
      const blob = await blobs.get(cameraHeartbeatKey(camera));
      const heartbeat = blob && parseCameraHeartbeat(new TextDecoder().decode(blob.bytes));
      if (heartbeat === undefined) return [];
      const { sent = 0, leftOut = 0, dropped = 0, refused = 0 } = heartbeat;
      return [{ camera, sent, leftOut, dropped, refused }];
    }),
  );
  return counts.flat();
}
