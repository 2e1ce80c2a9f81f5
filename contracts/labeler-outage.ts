import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why the labeler names nothing; `budget`: the owner wants no more of it this month. */
const unavailabilities = ['throttled', 'denied', 'no-answer', 'failed', 'budget'] as const;
export type Unavailability = (typeof unavailabilities)[number];

export const UnavailabilitySchema = v.picklist(unavailabilities);

const begun = {
  schemaVersion: v.literal(1),
  since: Instant,
  reason: UnavailabilitySchema,
  /** How many pictures wait for it, or waited. */
  held: Count,
};

const DownSchema = v.object({
  ...begun,
  state: v.literal('down'),
  /** Pictures that it failed at, each once; some are enough to know that it is not their fault. */
  failed: v.array(v.string()),
  /** When it is asked again. */
  probeAt: Instant,
  probes: Count,
  /** Whether people know; whoever was about to tell them may have died over it. */
  told: v.picklist(['no', 'telling', 'yes']),
});
/** The labeler failed, and has given no answer since. */
export type LabelerDown = Readonly<v.InferOutput<typeof DownSchema>>;

/** What is known of the labeler, under `state/labeler/outage.json`. */
export const LabelerOutageSchema = v.variant('state', [
  v.object({ schemaVersion: v.literal(1), state: v.literal('up') }),
  DownSchema,
  /** It answers again, and people who know of the outage were not told yet. */
  v.object({ ...begun, state: v.literal('back'), until: Instant }),
]);
export type LabelerOutage = Readonly<v.InferOutput<typeof LabelerOutageSchema>>;

export const labelerUp: LabelerOutage = { schemaVersion: 1, state: 'up' };
