import type { Credentials } from './credentials-schema.ts';
import type { UploaderConfiguration } from './uploader-configuration.ts';

export type CameraSettings = UploaderConfiguration['cameras'][number];

/** Cameras that sign in with the same credentials. */
export type SignIn = {
  readonly credentials: Credentials | undefined;
  readonly cameras: readonly CameraSettings[];
};

/** A certificate counts for one camera: those with one of their own are sent apart. */
export function signIns({ credentials, cameras }: UploaderConfiguration): readonly SignIn[] {
  const groups = new Map<
    string,
    { credentials: Credentials | undefined; cameras: CameraSettings[] }
  >();
  for (const camera of cameras) {
    const own = camera.credentials ?? credentials;
    const name = JSON.stringify(own) ?? '';
    const group = groups.get(name) ?? { credentials: own, cameras: [] };
    group.cameras.push(camera);
    groups.set(name, group);
  }
  return [...groups.values()];
}
