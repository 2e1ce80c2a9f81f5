import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());
const Text = v.pipe(v.string(), v.nonEmpty());

const SwitchSchema = v.object({
  at: Instant,
  /** Without one, the profiles' own hours count again. */
  profile: v.optional(Text),
  until: v.optional(Instant),
});

/**
 * Which profile the owner switched on by hand, and when, under `config/profile.json`. Pictures are
 * judged by when they were taken, also late, so that the last switches are kept, oldest first.
 */
export const ProfileSwitchesSchema = v.object({
  schemaVersion: v.literal(1),
  switches: v.array(SwitchSchema),
});
export type ProfileSwitches = Readonly<v.InferOutput<typeof ProfileSwitchesSchema>>;

export const noSwitches: ProfileSwitches = { schemaVersion: 1, switches: [] };

export const ProfileByHandSchema = v.object({ profile: Text, until: v.optional(Instant) });
/** A profile that somebody switched on; only it is on then, whatever the time. */
export type ProfileByHand = Readonly<v.InferOutput<typeof ProfileByHandSchema>>;

// More than anybody makes while a picture may wait to be judged.
const mostSwitches = 100;

/** What was switched on by hand at a moment; undefined when the profiles' own hours counted. */
export function profileByHand(
  { switches }: ProfileSwitches,
  moment: string,
): ProfileByHand | undefined {
  const at = Date.parse(moment);
  const last = switches.findLast((one) => Date.parse(one.at) <= at);
  if (last?.profile === undefined) return undefined;
  const { profile, until } = last;
  if (until === undefined) return { profile };
  return Date.parse(until) > at ? { profile, until } : undefined;
}

type Wish = { readonly profile: string | undefined; readonly until: Date | undefined };

/** The switches with one more, which is the last whatever the clock of whoever made it says. */
export function withSwitch(
  { switches }: ProfileSwitches,
  { profile, until }: Wish,
  now: Date,
): ProfileSwitches {
  const latest = Math.max(now.getTime(), ...switches.map(({ at }) => Date.parse(at)));
  const added = {
    at: new Date(latest).toISOString(),
    ...(profile === undefined ? {} : { profile }),
    ...(until === undefined ? {} : { until: until.toISOString() }),
  };
  return { schemaVersion: 1, switches: [...switches, added].slice(-mostSwitches) };
}
