import { useState } from 'preact/hooks';
import type { CameraHeartbeat } from '../../contracts/camera-heartbeat.ts';
import { cameraSnapshotKey } from '../../contracts/state-key.ts';
import { formatMoment } from '../format-time.ts';
import { Icon } from '../icon.tsx';
import { objectUrl } from '../object-url.ts';
import type { ListedEntry } from '../select-entries.ts';

type Props = {
  readonly camera: string;
  readonly heartbeat: CameraHeartbeat | undefined;
  readonly newest: ListedEntry | undefined;
};

/** A camera's newest snapshot, or else the last picture that it took today. */
export function CameraPicture({ camera, heartbeat, newest }: Props) {
  const [missing, setMissing] = useState<string>();
  // Each heartbeat may come with another snapshot under the same name.
  const snapshot =
    heartbeat === undefined
      ? undefined
      : `${objectUrl(cameraSnapshotKey(camera))}?at=${encodeURIComponent(heartbeat.at)}`;
  const thumbnail = newest?.thumbnail === undefined ? undefined : objectUrl(newest.thumbnail.key);
  const shown = snapshot === missing ? thumbnail : (snapshot ?? thumbnail);
  return (
    <div class="camera-picture">
      {shown === undefined ? (
        <Icon name="camera" />
      ) : (
        <img
          src={shown}
          alt={
            shown === thumbnail && newest ? `Taken ${formatMoment(newest.capturedAt)}` : 'Snapshot'
          }
          onError={() => setMissing(snapshot)}
        />
      )}
    </div>
  );
}
