import * as v from 'valibot';
import { AlertRaisedSchema } from './alert-event.ts';
import { CameraRecoveredSchema, CameraSilentSchema } from './camera-event.ts';
import { FeedbackGivenSchema } from './feedback.ts';
import { BoundingBoxSchema, LabelSchema } from './label.ts';
import { LabelingResumedSchema, LabelingStoppedSchema } from './labeling-event.ts';
import { MotionAreaSchema } from './motion-area.ts';
import { severities } from './severity.ts';

/** EventBridge's `source` of everything this system says. */
export const eventSource = 'intellicam';

/** EventBridge charges per started 64 KB, and a notification may not be larger. */
export const largestEventBytes = 64 * 1024;

const Text = v.pipe(v.string(), v.nonEmpty());
const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));
const Confidence = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

const imageFields = {
  schemaVersion: v.literal(1),
  imageId: Text,
  correlationId: Text,
  camera: Text,
  capturedAt: Instant,
  bucket: Text,
  key: Text,
  versionId: v.optional(Text),
  etag: Text,
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  destinationKey: Text,
  motionEvent: v.optional(Text),
  motionArea: v.optional(MotionAreaSchema),
};

const SeveritySchema = v.picklist(severities);

const MatchSchema = v.object({
  rule: Text,
  label: Text,
  confidence: Confidence,
  box: v.optional(BoundingBoxSchema),
  severity: v.optional(SeveritySchema),
  /** Whom the rule wants to be told. */
  tell: v.optional(v.array(Text)),
});
/** Why a picture is an alarm: the owner's rule, and the label and box that it caught. */
export type Match = v.InferOutput<typeof MatchSchema>;

export const ImageClassifiedSchema = v.object({
  ...imageFields,
  outcome: v.picklist(['alarm', 'quiet']),
  labelNames: v.array(Text),
  topLabel: v.optional(Text),
  topConfidence: v.optional(Confidence),
  matches: v.array(MatchSchema),
  /** The highest of its matches; without it, it is an ordinary alarm. */
  severity: v.optional(SeveritySchema),
  labels: v.array(LabelSchema),
  labeler: Text,
});

/** A picture was labelled and compared with the alarm list. */
export type ImageClassified = v.InferOutput<typeof ImageClassifiedSchema>;

export const rejectionReasons = [
  'empty',
  'too-large',
  'not-an-image',
  'unsupported-format',
  'truncated',
  'too-small',
  'too-many-pixels',
  'unreadable',
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

export const ImageRejectedSchema = v.object({
  ...imageFields,
  reason: v.picklist(rejectionReasons),
  message: Text,
});

/** A picture that no retry can make readable; it goes to the error folder with its reason. */
export type ImageRejected = v.InferOutput<typeof ImageRejectedSchema>;

/** Every event by its EventBridge `detail-type`. */
export const eventSchemas = {
  ImageClassified: ImageClassifiedSchema,
  ImageRejected: ImageRejectedSchema,
  CameraSilent: CameraSilentSchema,
  CameraRecovered: CameraRecoveredSchema,
  FeedbackGiven: FeedbackGivenSchema,
  AlertRaised: AlertRaisedSchema,
  LabelingStopped: LabelingStoppedSchema,
  LabelingResumed: LabelingResumedSchema,
} as const;

export type EventType = keyof typeof eventSchemas;
export const eventTypes: readonly EventType[] = [
  'ImageClassified',
  'ImageRejected',
  'CameraSilent',
  'CameraRecovered',
  'FeedbackGiven',
  'AlertRaised',
  'LabelingStopped',
  'LabelingResumed',
];

export type EventDetail<T extends EventType> = v.InferOutput<(typeof eventSchemas)[T]>;

type AnyEvent = {
  [K in EventType]: { readonly type: K; readonly detail: EventDetail<K> };
}[EventType];

/** An event as its publisher hands it over: a union discriminated by `type`. */
export type DomainEvent<T extends EventType = EventType> = Extract<AnyEvent, { readonly type: T }>;

/** What became of a picture. */
export type ImageEvent = DomainEvent<'ImageClassified' | 'ImageRejected'>;

export const ImageEventSchema = v.variant('type', [
  v.object({ type: v.literal('ImageClassified'), detail: ImageClassifiedSchema }),
  v.object({ type: v.literal('ImageRejected'), detail: ImageRejectedSchema }),
]);

const DomainEventSchema = v.variant('type', [
  ImageEventSchema,
  v.object({ type: v.literal('CameraSilent'), detail: CameraSilentSchema }),
  v.object({ type: v.literal('CameraRecovered'), detail: CameraRecoveredSchema }),
  v.object({ type: v.literal('FeedbackGiven'), detail: FeedbackGivenSchema }),
  v.object({ type: v.literal('AlertRaised'), detail: AlertRaisedSchema }),
  v.object({ type: v.literal('LabelingStopped'), detail: LabelingStoppedSchema }),
  v.object({ type: v.literal('LabelingResumed'), detail: LabelingResumedSchema }),
]);

/** The envelope in which EventBridge puts a detail into a consumer's queue. */
const EnvelopeSchema = v.pipe(
  v.object({ source: v.literal(eventSource), 'detail-type': v.string(), detail: v.unknown() }),
  v.transform((envelope) => ({ type: envelope['detail-type'], detail: envelope.detail })),
  DomainEventSchema,
);

/** Reads a queue message's parsed body; throws when it is no event of ours. */
export function parseEventEnvelope(body: unknown): DomainEvent {
  return v.parse(EnvelopeSchema, body);
}
