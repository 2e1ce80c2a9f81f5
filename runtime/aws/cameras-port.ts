import type { Cameras } from '../cameras.ts';
import type { FunctionEnvironment } from './function-environment.ts';

/** The cameras of a function that needs `cameras`: those of the owner's configuration. */
export function camerasPort(environment: FunctionEnvironment): Cameras {
  return { list: async () => environment.INTELLICAM_CAMERAS };
}
