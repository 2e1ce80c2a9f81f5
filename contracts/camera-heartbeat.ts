import * as v from 'valibot';

// A heartbeat of an older or newer version, or one with a field that went wrong, still says that
// the camera is alive.
const told = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.fallback(v.optional(schema), undefined);

const instant = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A camera's sign of life, under `state/cameras/<camera>/heartbeat.json`; each replaces the last. */
const CameraHeartbeatSchema = v.object({
  schemaVersion: told(v.number()),
  camera: v.string(),
  at: instant,
  version: told(v.string()),
  backlogPictures: told(count),
  backlogBytes: told(count),
  diskFreeBytes: told(count),
  /** When the newest picture was taken that the uploader has seen. */
  lastPictureAt: told(instant),
  /** These four count from the uploader's start. */
  sent: told(count),
  leftOut: told(count),
  dropped: told(count),
  refused: told(count),
  /** How far the Pi's clock is ahead of the store's. */
  clockOffsetSeconds: told(v.number()),
  temperatureCelsius: told(v.number()),
  /** The uploader was told to stop: silence from now on is no fault of its own. */
  stopping: told(v.boolean()),
});

export type CameraHeartbeat = v.InferOutput<typeof CameraHeartbeatSchema>;

/** Reads a heartbeat; undefined when it is none. */
export function parseCameraHeartbeat(text: string): CameraHeartbeat | undefined {
  try {
    const parsed = v.safeParse(CameraHeartbeatSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
