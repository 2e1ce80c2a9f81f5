import type { CameraSigns } from './read-cameras.ts';

export type CameraState = {
  readonly kind: 'alive' | 'stopped' | 'doubtful' | 'silent' | 'unknown';
  /** The newest sign of life, if there was any. */
  readonly at: string | undefined;
};

/** How a camera is: its newest sign of life, and what the watchman made of that. */
export function cameraState(
  { heartbeat, watch }: CameraSigns,
  newestPicture: string | undefined,
): CameraState {
  const remembered = watch !== undefined && 'lastSignAt' in watch ? watch.lastSignAt : undefined;
  const signs = [heartbeat?.at, remembered, newestPicture].filter((at) => at !== undefined);
  const at = signs.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  if (at === undefined) return { kind: 'unknown', at };
  if (heartbeat?.stopping === true && heartbeat.at === at) return { kind: 'stopped', at };
  switch (watch?.state) {
    case 'silent':
      // The watchman may not have looked since.
      return { kind: remembered === at ? 'silent' : 'alive', at };
    case 'doubtful':
      return { kind: remembered === at ? 'doubtful' : 'alive', at };
    case 'alive':
    case 'back':
      return { kind: 'alive', at };
    case 'unseen':
    case undefined:
      return { kind: heartbeat === undefined ? 'unknown' : 'alive', at };
  }
}
