import * as v from 'valibot';
import { BoundingBoxSchema } from './label.ts';

const Text = v.pipe(v.string(), v.nonEmpty());

export const RepeatSchema = v.object({
  rule: Text,
  label: Text,
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  box: BoundingBoxSchema,
  /** When it was first alarmed there. */
  since: v.pipe(v.string(), v.isoTimestamp()),
});
/** What a rule would have rung for, had it not been alarmed before and hardly moved since. */
export type Repeat = v.InferOutput<typeof RepeatSchema>;
