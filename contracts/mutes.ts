import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());

/** What the owner does not want to be told of, under `state/incidents/mutes/all.json`. */
export const MutesSchema = v.object({
  schemaVersion: v.literal(1),
  /** Nothing rings at any camera, until the owner arms again. */
  disarmedAt: v.optional(Instant),
  /** Without a camera, all of them. */
  snoozes: v.array(v.object({ camera: v.optional(v.string()), until: Instant })),
});
export type Mutes = Readonly<v.InferOutput<typeof MutesSchema>>;

export const noMutes: Mutes = { schemaVersion: 1, snoozes: [] };

export type Mute =
  | { readonly reason: 'disarmed' }
  | { readonly reason: 'snoozed'; readonly until: string };

/** Whether a camera is to be silent now, and until when. */
export function muteOf(
  { disarmedAt, snoozes }: Mutes,
  camera: string,
  now: Date,
): Mute | undefined {
  if (disarmedAt !== undefined) return { reason: 'disarmed' };
  const until = snoozes
    .filter((snooze) => snooze.camera === undefined || snooze.camera === camera)
    .map((snooze) => Date.parse(snooze.until))
    .filter((end) => end > now.getTime());
  if (until.length === 0) return undefined;
  return { reason: 'snoozed', until: new Date(Math.max(...until)).toISOString() };
}

/** The mutes with one more snooze, in the place of an earlier one; an end that is over takes it back. */
export function withSnooze(
  mutes: Mutes,
  { camera, until }: { readonly camera: string | undefined; readonly until: Date },
  now: Date,
): Mutes {
  // Whoever snoozes all cameras, or takes it back, means each of them.
  const others = mutes.snoozes.filter(
    (snooze) =>
      camera !== undefined && snooze.camera !== camera && Date.parse(snooze.until) > now.getTime(),
  );
  const added = {
    ...(camera === undefined ? {} : { camera }),
    until: until.toISOString(),
  };
  return { ...mutes, snoozes: until > now ? [...others, added] : others };
}

/** The mutes with the alarms switched on or off; who arms wants to be told, snoozed or not. */
export function withArming(mutes: Mutes, arming: 'arm' | 'disarm', now: Date): Mutes {
  const { disarmedAt, ...others } = mutes;
  if (arming === 'disarm') return { ...others, disarmedAt: disarmedAt ?? now.toISOString() };
  return { ...others, snoozes: [] };
}
