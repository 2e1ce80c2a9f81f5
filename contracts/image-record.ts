import * as v from 'valibot';
import { DomainEventSchema } from './image-event.ts';
import { LabelSchema } from './label.ts';

/**
 * The decision on one picture, written once under `records/`. Everything else can be made again from
 * it: it carries the event as it was (or is to be) published, and every label untrimmed.
 */
export const ImageRecordSchema = v.object({
  schemaVersion: v.literal(1),
  recordedAt: v.pipe(v.string(), v.isoTimestamp()),
  event: DomainEventSchema,
  labels: v.array(LabelSchema),
});
export type ImageRecord = v.InferOutput<typeof ImageRecordSchema>;
