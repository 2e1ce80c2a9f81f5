import * as v from 'valibot';

const Text = v.pipe(v.string(), v.nonEmpty());
const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));
const Minutes = v.pipe(v.number(), v.integer(), v.minValue(0));

export const CameraSilentSchema = v.object({
  schemaVersion: v.literal(1),
  /** Names the outage; the event of its end carries the same. */
  correlationId: Text,
  camera: Text,
  lastSignAt: Instant,
  silentSinceMinutes: Minutes,
  /** Its last word was that its uploader had been told to stop. */
  toldToStop: v.optional(v.boolean()),
});

/** A camera has given no sign of life for longer than its owner allows. Once per outage. */
export type CameraSilent = v.InferOutput<typeof CameraSilentSchema>;

export const CameraRecoveredSchema = v.object({
  schemaVersion: v.literal(1),
  correlationId: Text,
  camera: Text,
  /** The sign that ended the outage. */
  lastSignAt: Instant,
  /** The last sign before it. */
  silentSince: Instant,
  silentForMinutes: Minutes,
});

/** A camera that was silent has given a sign of life again. */
export type CameraRecovered = v.InferOutput<typeof CameraRecoveredSchema>;
