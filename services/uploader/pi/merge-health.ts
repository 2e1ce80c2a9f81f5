import type { UploaderHealth } from '../uploader.ts';

/** How several uploaders are, as one; the first that is in trouble speaks for all. */
export function mergeHealth(healths: readonly UploaderHealth[]): UploaderHealth {
  const cameras = Object.assign({}, ...healths.map((health) => health.cameras));
  const first = healths.find(({ state }) => state === 'waiting') ?? healths[0];
  return { state: 'sending', ...first, cameras };
}
