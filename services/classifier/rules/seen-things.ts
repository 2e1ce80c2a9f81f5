import * as v from 'valibot';
import { BoundingBoxSchema } from '../../../contracts/label.ts';
import { severities } from '../../../contracts/severity.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

const ThingSchema = v.object({
  label: v.string(),
  /** As it was first alarmed. It never follows the thing, or something slow could creep up unseen. */
  box: BoundingBoxSchema,
  /** Since when it was alarmed as what; the earliest time of each. */
  rang: v.array(v.object({ severity: v.picklist(severities), at: Instant })),
  /** From then on it had been alarmed for long enough; later pictures of it keep quiet. */
  settledAt: v.optional(Instant),
  seenAt: Instant,
  /** The first picture since then in which it was not seen. */
  missedAt: v.optional(Instant),
});
/** Something that was alarmed, where it was. All times are of capture. */
export type SeenThing = Readonly<v.InferOutput<typeof ThingSchema>>;

/** What was alarmed at a camera, under `state/seen/<camera>.json`. */
export const SeenThingsSchema = v.object({
  schemaVersion: v.literal(1),
  things: v.array(ThingSchema),
});
export type SeenThings = Readonly<v.InferOutput<typeof SeenThingsSchema>>;
