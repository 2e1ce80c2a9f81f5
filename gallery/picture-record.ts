import * as v from 'valibot';
import { BoundingBoxSchema, LabelSchema } from '../contracts/label.ts';

const MatchSchema = v.object({
  rule: v.string(),
  label: v.string(),
  confidence: v.number(),
  box: v.optional(BoundingBoxSchema),
});

/**
 * What the large view needs of a record. The whole schema would add a tenth to the page, and would
 * close the view to kinds of events that are yet to come.
 */
export const PictureRecordSchema = v.object({
  event: v.object({
    detail: v.object({
      sizeBytes: v.number(),
      labeler: v.optional(v.string()),
      matches: v.optional(v.array(MatchSchema), []),
    }),
  }),
  labels: v.array(LabelSchema),
});
export type PictureRecord = v.InferOutput<typeof PictureRecordSchema>;
export type PictureMatch = v.InferOutput<typeof MatchSchema>;
