import * as v from 'valibot';

/** Fractions of the picture, 0–1 from its upper left corner; Rekognition's may lie slightly outside. */
export const BoundingBoxSchema = v.object({
  left: v.number(),
  top: v.number(),
  width: v.number(),
  height: v.number(),
});
export type BoundingBox = Readonly<v.InferOutput<typeof BoundingBoxSchema>>;

const Confidence = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

export const LabelSchema = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  confidence: Confidence,
  instances: v.array(v.object({ box: BoundingBoxSchema, confidence: Confidence })),
  parents: v.array(v.string()),
  aliases: v.array(v.string()),
  categories: v.array(v.string()),
});

/** What a labeler saw, in the shape of Rekognition's DetectLabels; confidence in percent. */
export type Label = v.InferOutput<typeof LabelSchema>;
