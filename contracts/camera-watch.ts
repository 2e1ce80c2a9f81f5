import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());

const signed = {
  schemaVersion: v.literal(1),
  lastSignAt: Instant,
  /** With that sign it said that its uploader had been told to stop. */
  toldToStop: v.optional(v.boolean()),
};

/** What is remembered of a camera's signs of life, under `state/watch/<camera>.json`. */
export const CameraWatchSchema = v.variant('state', [
  v.object({ schemaVersion: v.literal(1), state: v.literal('unseen') }),
  v.object({ ...signed, state: v.literal('alive') }),
  /** Silent for too long, but it may come back before anybody is told. */
  v.object({ ...signed, state: v.literal('doubtful'), since: Instant }),
  v.object({ ...signed, state: v.literal('silent'), since: Instant, told: v.boolean() }),
  /** It gives signs again, and nobody was told yet. */
  v.object({ ...signed, state: v.literal('back'), silentSince: Instant }),
]);
export type CameraWatch = Readonly<v.InferOutput<typeof CameraWatchSchema>>;

export const unseen: CameraWatch = { schemaVersion: 1, state: 'unseen' };
