import * as v from 'valibot';
import { eventSource } from './image-event.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));

/** What every wake-up carries. Its cause is a picture: the first of those that it is about. */
const shared = { schemaVersion: v.literal(1), correlationId: Text };

const DigestDueSchema = v.object({
  ...shared,
  camera: Text,
  /** The camera's digests are numbered. */
  digest: v.pipe(v.number(), v.integer(), v.minValue(1)),
  dueAt: Instant,
});

/** Pictures of a camera were held back, and it is time to tell of them together. */
export type DigestDue = v.InferOutput<typeof DigestDueSchema>;

const SummaryDueSchema = v.object({
  ...shared,
  day: Text,
  hour: Text,
  camera: Text,
});

/** Pictures of a camera's hour were listed or judged, and it is time to count them. */
export type SummaryDue = v.InferOutput<typeof SummaryDueSchema>;

const MonthDueSchema = v.object({
  ...shared,
  day: Text,
  dueAt: Instant,
});

/** The summary of a day has changed, and it is time that its month knows. */
export type MonthDue = v.InferOutput<typeof MonthDueSchema>;

const RejectionsDueSchema = v.object({
  ...shared,
  camera: Text,
  dueAt: Instant,
});

/** Pictures of a camera could not be read soon after others, and it is time to tell of them. */
export type RejectionsDue = v.InferOutput<typeof RejectionsDueSchema>;

const ImageDueSchema = v.object({
  ...shared,
  image: v.object({
    bucket: Text,
    key: Text,
    versionId: v.optional(Text),
    etag: Text,
    sizeBytes: Count,
  }),
  heldSince: Instant,
  /** How often the labeler was asked about it in vain. */
  attempts: Count,
  /** How often of these it had answered for others just before. */
  faults: Count,
});

/** A picture could not be labelled, and it is time to try again. */
export type ImageDue = v.InferOutput<typeof ImageDueSchema>;

/**
 * What a consumer tells itself later, by type. It comes through the consumer's own queue in the
 * envelope of an event, but never over the bus: nobody else can listen to it.
 */
export const wakeUpSchemas = {
  DigestDue: DigestDueSchema,
  SummaryDue: SummaryDueSchema,
  MonthDue: MonthDueSchema,
  RejectionsDue: RejectionsDueSchema,
  ImageDue: ImageDueSchema,
} as const;

export type WakeUpType = keyof typeof wakeUpSchemas;
export const wakeUpTypes: readonly WakeUpType[] = [
  ...(['DigestDue', 'SummaryDue', 'MonthDue'] as const),
  ...(['RejectionsDue', 'ImageDue'] as const),
];

type AnyWakeUp = {
  [K in WakeUpType]: {
    readonly type: K;
    readonly detail: v.InferOutput<(typeof wakeUpSchemas)[K]>;
  };
}[WakeUpType];

export type WakeUp<T extends WakeUpType = WakeUpType> = Extract<AnyWakeUp, { readonly type: T }>;

const WakeUpSchema = v.variant('type', [
  v.object({ type: v.literal('DigestDue'), detail: DigestDueSchema }),
  v.object({ type: v.literal('SummaryDue'), detail: SummaryDueSchema }),
  v.object({ type: v.literal('MonthDue'), detail: MonthDueSchema }),
  v.object({ type: v.literal('RejectionsDue'), detail: RejectionsDueSchema }),
  v.object({ type: v.literal('ImageDue'), detail: ImageDueSchema }),
]);

const EnvelopeSchema = v.object({
  source: v.literal(eventSource),
  'detail-type': v.picklist(wakeUpTypes),
  detail: v.unknown(),
});

/** The message in which a wake-up lies in the queue. */
export function formatWakeUp({ type, detail }: WakeUp): string {
  return JSON.stringify({ source: eventSource, 'detail-type': type, detail });
}

/** Reads a queue message's parsed body; undefined when it is no wake-up, throws when it is a bad one. */
export function parseWakeUp(body: unknown): WakeUp | undefined {
  const envelope = v.safeParse(EnvelopeSchema, body);
  if (!envelope.success) return undefined;
  const { 'detail-type': type, detail } = envelope.output;
  return v.parse(WakeUpSchema, { type, detail });
}

const caused = { schemaVersion: 1, correlationId: '5f0c2a9be41d7c3a8e60' } as const;

/** One example of every wake-up, for the documentation. */
export const wakeUpExamples: { readonly [T in WakeUpType]: WakeUp<T> } = {
  DigestDue: {
    type: 'DigestDue',
    detail: {
      ...caused,
      camera: 'garden',
      digest: 1,
      dueAt: '2026-11-20T13:07:11.000Z',
    },
  },
  SummaryDue: {
    type: 'SummaryDue',
    detail: {
      ...caused,
      day: '2026-11-20',
      hour: '14',
      camera: 'garden',
    },
  },
  MonthDue: {
    type: 'MonthDue',
    detail: {
      ...caused,
      day: '2026-11-20',
      dueAt: '2026-11-20T14:07:15.000Z',
    },
  },
  RejectionsDue: {
    type: 'RejectionsDue',
    detail: {
      ...caused,
      camera: 'garden',
      dueAt: '2026-11-20T14:02:11.000Z',
    },
  },
  ImageDue: {
    type: 'ImageDue',
    detail: {
      ...caused,
      image: {
        bucket: 'intellicam-pictures',
        key: 'upload/garden/20261120T130211Z-03.jpg',
        etag: '9b2cf535f27731c974343645a3985328',
        sizeBytes: 48211,
      },
      heldSince: '2026-11-20T13:02:20.000Z',
      attempts: 1,
      faults: 1,
    },
  },
};
