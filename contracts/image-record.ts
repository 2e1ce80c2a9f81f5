import * as v from 'valibot';
import { ImageEventSchema } from './image-event.ts';
import { ProfilesOnSchema, RulesVersionSchema, TraceLineSchema } from './judgement-trace.ts';
import { LabelSchema } from './label.ts';
import { RepeatSchema } from './repeat.ts';

/**
 * The decision on one picture, written once under `records/`. Everything else can be made again from
 * it: it carries the event as it was (or is to be) published, and every label untrimmed.
 */
export const ImageRecordSchema = v.object({
  schemaVersion: v.literal(1),
  recordedAt: v.pipe(v.string(), v.isoTimestamp()),
  event: ImageEventSchema,
  labels: v.array(LabelSchema),
  /** Which version of the rules judged it; records of before the rules have none. */
  rules: v.optional(RulesVersionSchema),
  /** Why: the most telling lines, by rule and label. */
  trace: v.optional(v.array(TraceLineSchema)),
  /** Which profiles were on, where the rules ask for any. */
  profiles: v.optional(ProfilesOnSchema),
  /** What would have rung, had it not been alarmed before and hardly moved. */
  repeats: v.optional(v.array(RepeatSchema)),
});
export type ImageRecord = v.InferOutput<typeof ImageRecordSchema>;
