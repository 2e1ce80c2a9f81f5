import * as v from 'valibot';
import { severities } from './severity.ts';

const Text = v.string();
const Instant = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const SeveritySchema = v.picklist(severities);

/** Why an alarm did not ring at once. */
export const holdReasons = [
  'same-visit',
  'cooldown',
  'cap',
  'snoozed',
  'disarmed',
  'late',
] as const;
export type HoldReason = (typeof holdReasons)[number];

const HoldReasonSchema = v.picklist(holdReasons);

const ChannelDeliverySchema = v.variant('state', [
  v.object({ channel: Text, state: v.literal('sent'), at: Instant }),
  /** The last attempt failed, by the channel's own word for it; there will be others. */
  v.object({
    ...{ channel: Text, state: v.literal('retrying'), at: Instant },
    ...{ code: Text, attempts: Count },
  }),
  /** No attempt will do. */
  v.object({ channel: Text, state: v.literal('refused'), at: Instant, reason: Text }),
]);
/** What became of a message in one channel. */
export type ChannelDelivery = Readonly<v.InferOutput<typeof ChannelDeliverySchema>>;

/** Absent in what was written when there was one channel only. */
const ChannelsSchema = v.optional(v.array(ChannelDeliverySchema));

const DeliverySchema = v.variant('state', [
  /** It is to ring; not every channel has said yet that the message went out. */
  v.object({ state: v.literal('ringing'), at: Instant, channels: ChannelsSchema }),
  v.object({ state: v.literal('sent'), at: Instant, channels: ChannelsSchema }),
  /** With the number of the digest that tells of it, once it is closed. */
  v.object({
    state: v.literal('held'),
    at: Instant,
    reason: HoldReasonSchema,
    digest: v.optional(Count),
  }),
]);
/** What became of telling people of one picture. */
export type Delivery = Readonly<v.InferOutput<typeof DeliverySchema>>;

const PictureSchema = v.object({
  imageId: Text,
  capturedAt: Instant,
  labels: v.array(Text),
  severity: SeveritySchema,
  /** The owner's own test: it keeps nothing else back. */
  isTest: v.optional(v.boolean()),
  /** Whom its rules name; without it, everybody is told. */
  tell: v.optional(v.array(Text)),
  delivery: DeliverySchema,
});
/** One alarm picture of an incident, and its delivery. */
export type IncidentPicture = Readonly<v.InferOutput<typeof PictureSchema>>;

const IncidentSchema = v.object({
  /** The image that was the first to arrive. */
  id: Text,
  from: Instant,
  to: Instant,
  motionEvents: v.array(Text),
  /** The highest severity that has rung. */
  rang: v.optional(SeveritySchema),
  pictures: v.array(PictureSchema),
});
/** One visit: pictures that belong together by their time or their motion event. */
export type Incident = Readonly<v.InferOutput<typeof IncidentSchema>>;

const HeldCountSchema = v.object({ reason: HoldReasonSchema, count: Count });
export type HeldCount = Readonly<v.InferOutput<typeof HeldCountSchema>>;

const DigestSchema = v.object({
  number: Count,
  openedBy: Text,
  openedAt: Instant,
  dueAt: Instant,
  /** `open` takes more pictures; `closed` is being sent, again if need be. */
  state: v.picklist(['open', 'closed', 'sent']),
  /** When it was closed; sent again, it still says the same. */
  until: v.optional(Instant),
  /** Held pictures that there was no room to list. */
  unlisted: v.optional(v.array(HeldCountSchema), []),
  channels: ChannelsSchema,
});
/** What is told of together, and when. */
export type Digest = Readonly<v.InferOutput<typeof DigestSchema>>;

const ToldSchema = v.object({
  label: Text,
  /** When a message of it was sent; while it is being sent, when that began. */
  at: Instant,
  /** When it was last seen while its cooldown ran. */
  seenAt: Instant,
  severity: SeveritySchema,
});
/** The cooldown of one label. */
export type Told = Readonly<v.InferOutput<typeof ToldSchema>>;

/** What the notifier remembers of a camera, under `state/incidents/<camera>.json`. */
export const CameraIncidentsSchema = v.object({
  schemaVersion: v.literal(1),
  incidents: v.array(IncidentSchema),
  digests: v.array(DigestSchema),
  told: v.array(ToldSchema),
  /** When alarms rang, for the caps. */
  rings: v.array(Instant),
  unlisted: v.array(HeldCountSchema),
});
export type CameraIncidents = Readonly<v.InferOutput<typeof CameraIncidentsSchema>>;

export const noIncidents: CameraIncidents = {
  schemaVersion: 1,
  incidents: [],
  digests: [],
  told: [],
  rings: [],
  unlisted: [],
};
