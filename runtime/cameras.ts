/** A camera, and how long it may give no sign of life. */
export type WatchedCamera = {
  readonly camera: string;
  /** Without it, only a camera that sends heartbeats is watched. */
  readonly silentAfterMinutes?: number;
};

/** The cameras of a pipeline that are to be watched. */
export interface Cameras {
  list(): Promise<readonly WatchedCamera[]>;
}
