import * as v from 'valibot';

const least = 0.5;
const overlap = `must be a fraction from ${least} to 1, of how much two boxes are the same`;
const Overlap = v.pipe(v.number(overlap), v.minValue(least, overlap), v.maxValue(1, overlap));

const mostMinutes = 24 * 60;
const minutes = `must be a number of minutes from 1 to ${mostMinutes}`;
const Minutes = v.pipe(v.number(minutes), v.minValue(1, minutes), v.maxValue(mostMinutes, minutes));

const toleranceEntries = {
  iou: v.optional(Overlap),
  after_minutes: v.optional(Minutes),
  forgotten_after_minutes: v.optional(Minutes),
};

const LabelName = v.pipe(v.string(), v.trim(), v.nonEmpty('must be the name of a label'));

/** What an owner writes of things that are alarmed again and again. */
export const RepeatsSchema = offOr(
  v.strictObject({
    ...toleranceEntries,
    labels: v.optional(
      v.record(LabelName, offOr(v.strictObject(toleranceEntries)), 'must be labels by name'),
      {},
    ),
  }),
);
export type RepeatsFile = v.InferOutput<typeof RepeatsSchema>;

// YAML of before 2009 reads `off` as false, and so do editors.
function offOr<Keys>(keys: v.GenericSchema<unknown, Keys>) {
  const off = v.pipe(
    v.union([v.literal('off'), v.literal(false)], 'must be off, or keys such as iou'),
    v.transform(() => 'off' as const),
  );
  return v.lazy((input) => (typeof input === 'object' && input !== null ? keys : off));
}
