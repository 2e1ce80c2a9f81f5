import type { Unavailability } from '../../contracts/labeler-outage.ts';
import type { LabelingPolicy } from '../../runtime/labeling-policy.ts';

type Waiting = {
  readonly reason: Unavailability;
  /** Since when the picture waits; undefined when it has just come. */
  readonly heldSince: string | undefined;
  /** Since when nobody is answered. */
  readonly since: string | undefined;
  readonly now: Date;
};

/** When a picture that nobody can label rings for its motion alone; undefined for never. */
export function ringTime(
  { whenUnavailable, ringAfterMinutes }: LabelingPolicy,
  { reason, heldSince, since, now }: Waiting,
): Date | undefined {
  if (whenUnavailable === 'hold') return undefined;
  if (reason === 'budget') return now;
  const began = [now.toISOString(), heldSince, since].flatMap((moment) =>
    moment === undefined ? [] : [Date.parse(moment)],
  );
  return new Date(Math.min(...began) + ringAfterMinutes * 60_000);
}
