import * as v from 'valibot';
import { UnavailabilitySchema } from './labeler-outage.ts';

const Text = v.pipe(v.string(), v.nonEmpty());
const Instant = v.pipe(v.string(), v.isoTimestamp(), v.endsWith('Z'));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const outage = {
  schemaVersion: v.literal(1),
  /** Names the outage; the event of its end carries the same. */
  correlationId: Text,
  since: Instant,
  reason: UnavailabilitySchema,
};

export const LabelingStoppedSchema = v.object({
  ...outage,
  /** What becomes of pictures meanwhile, as their owner chose. */
  pictures: v.picklist(['hold', 'ring']),
});

/** Pictures cannot be labelled, and not just for a moment. Once per outage. */
export type LabelingStopped = v.InferOutput<typeof LabelingStoppedSchema>;

export const LabelingResumedSchema = v.object({
  ...outage,
  until: Instant,
  /** How many pictures waited. */
  held: Count,
});

/** Pictures are labelled again, and those that waited are on their way. */
export type LabelingResumed = v.InferOutput<typeof LabelingResumedSchema>;
