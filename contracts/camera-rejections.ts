import * as v from 'valibot';
import { rejectionReasons } from './image-event.ts';

const Text = v.string();
const Instant = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ReasonSchema = v.picklist(rejectionReasons);

const RejectedPictureSchema = v.object({
  imageId: Text,
  at: Instant,
  /** The notice that tells of it; without one it waits for the next. */
  notice: v.optional(Count),
});
/** A rejected picture, as far as it must not be counted twice. */
export type RejectedPicture = Readonly<v.InferOutput<typeof RejectedPictureSchema>>;

const ReasonCountSchema = v.object({ reason: ReasonSchema, count: Count });

const gathered = {
  /** The image that was the first. */
  openedBy: Text,
  counts: v.array(ReasonCountSchema),
  /** The newest of them. */
  last: v.object({
    reason: ReasonSchema,
    message: Text,
    destinationKey: Text,
    capturedAt: Instant,
  }),
};

const WaitingSchema = v.object({ ...gathered, dueAt: Instant });
/** What was rejected soon after a notice, and is not told of yet. */
export type WaitingRejections = Readonly<v.InferOutput<typeof WaitingSchema>>;

const NoticeSchema = v.object({
  ...gathered,
  number: Count,
  /** When it was begun: the next comes no sooner than the owner wants. */
  at: Instant,
  /** Others were told of shortly before. */
  isMore: v.boolean(),
  /** While it is `telling`, nobody has said yet that the message went out. */
  state: v.picklist(['telling', 'sent']),
});
/** One message about rejected pictures. */
export type RejectionNotice = Readonly<v.InferOutput<typeof NoticeSchema>>;

/** What was told of a camera's rejected pictures, under `state/incidents/rejections/<camera>.json`. */
export const CameraRejectionsSchema = v.object({
  schemaVersion: v.literal(1),
  pictures: v.array(RejectedPictureSchema),
  notices: v.array(NoticeSchema),
  waiting: v.optional(WaitingSchema),
});
export type CameraRejections = Readonly<v.InferOutput<typeof CameraRejectionsSchema>>;

export const noRejections: CameraRejections = { schemaVersion: 1, pictures: [], notices: [] };
