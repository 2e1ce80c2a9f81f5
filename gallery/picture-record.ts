import * as v from 'valibot';
import { BoundingBoxSchema, LabelSchema } from '../contracts/label.ts';
import { MotionAreaSchema } from '../contracts/motion-area.ts';

const MatchSchema = v.object({
  rule: v.string(),
  label: v.string(),
  confidence: v.number(),
  box: v.optional(BoundingBoxSchema),
});

const TraceSchema = v.array(
  v.object({
    rule: v.string(),
    checks: v.array(v.object({ text: v.string() })),
    result: v.string(),
  }),
);

/**
 * What the large view needs of a record. The whole schema would add a tenth to the page, and would
 * close the view to kinds of events that are yet to come.
 */
export const PictureRecordSchema = v.object({
  event: v.object({
    detail: v.object({
      sizeBytes: v.number(),
      labeler: v.optional(v.string()),
      motionArea: v.optional(MotionAreaSchema),
      matches: v.optional(v.array(MatchSchema), []),
    }),
  }),
  labels: v.array(LabelSchema),
  trace: v.optional(TraceSchema),
});
export type PictureRecord = v.InferOutput<typeof PictureRecordSchema>;
export type PictureMatch = v.InferOutput<typeof MatchSchema>;
export type PictureTrace = v.InferOutput<typeof TraceSchema>;
