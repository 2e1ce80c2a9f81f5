import * as v from 'valibot';

const instant = v.pipe(v.string(), v.isoTimestamp());

const CameraStatusSchema = v.object({
  backlogPictures: v.number(),
  backlogBytes: v.number(),
  sent: v.number(),
  leftOut: v.number(),
  dropped: v.number(),
  refused: v.number(),
  lastPictureAt: v.optional(instant),
  lastSentAt: v.optional(instant),
});

/** What the daemon tells `status` by a file. */
export const UploaderStatusSchema = v.object({
  schemaVersion: v.literal(1),
  version: v.string(),
  pid: v.number(),
  startedAt: instant,
  writtenAt: instant,
  cameras: v.record(v.string(), CameraStatusSchema),
  trouble: v.optional(
    v.object({
      failure: v.optional(v.picklist(['unreachable', 'busy', 'rights', 'clock', 'refused'])),
      since: instant,
      lastError: v.optional(v.string()),
      nextAttemptAt: v.optional(instant),
    }),
  ),
});

export type UploaderStatus = v.InferOutput<typeof UploaderStatusSchema>;
export type Trouble = NonNullable<UploaderStatus['trouble']>;
