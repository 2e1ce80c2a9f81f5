import type { CameraWatch } from '../../contracts/camera-watch.ts';

/** Something that only a living camera can have done. */
export type SignOfLife = { readonly at: Date; readonly toldToStop: boolean };

/** What a look at a camera found. */
export type Look = {
  readonly now: Date;
  /** The newest; none may be known, or none so new as to matter. */
  readonly sign: SignOfLife | undefined;
  readonly limitMinutes: number;
  /** Before that, nothing could be heard of any camera. */
  readonly awakeSince?: Date | undefined;
};

const minute = 60_000;
// Two ticks in a row on AWS, however late the first or early the second; some more on one machine.
const doubtMilliseconds = 4 * minute;
// Between the store's clock and ours.
const clockSkewMilliseconds = minute;

/** Whether a sign was written before a clock was put back. Such a one says nothing. */
export function isFromFuture(at: Date, now: Date): boolean {
  return at.getTime() - now.getTime() > clockSkewMilliseconds;
}

/** Whether a sign is new enough that the camera counts as alive. */
export function isYoung(at: Date, limitMinutes: number, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  return !isFromFuture(at, now) && age < limitMinutes * minute;
}

/** Whether what is remembered of a camera is enough to know that it is alive. */
export function isKnownAlive(watch: CameraWatch, limitMinutes: number, now: Date): boolean {
  return watch.state === 'alive' && isYoung(new Date(watch.lastSignAt), limitMinutes, now);
}

/**
 * What a look makes of a camera: alive, in doubt, silent, or back. Who is silent stays so, with the
 * sign that was its last, until there is a newer and young one. Of whom nothing is known, the silence
 * counts from the first look.
 */
export function judgeSigns(before: CameraWatch, look: Look): CameraWatch {
  const { now, limitMinutes } = look;
  const newest = newestSign(before, look);
  const sign = {
    ...{ schemaVersion: 1 as const, lastSignAt: newest.at.toISOString() },
    ...(newest.toldToStop ? { toldToStop: true } : {}),
  };
  const heard = Math.max(newest.at.getTime(), Math.min(time(look.awakeSince), now.getTime()));
  const isHeard = isYoung(new Date(heard), limitMinutes, now);
  switch (before.state) {
    case 'silent': {
      const isBack =
        newest.at > new Date(before.lastSignAt) && isYoung(newest.at, limitMinutes, now);
      return isBack ? { ...sign, state: 'back', silentSince: before.lastSignAt } : before;
    }
    case 'back':
      return before;
    case 'doubtful': {
      if (isHeard) return { ...sign, state: 'alive' };
      const doubted = now.getTime() - Date.parse(before.since);
      // The clock was put back: the doubt begins anew.
      if (doubted < 0) return { ...sign, state: 'doubtful', since: now.toISOString() };
      return doubted < doubtMilliseconds
        ? { ...sign, state: 'doubtful', since: before.since }
        : { ...sign, state: 'silent', since: now.toISOString(), told: false };
    }
    case 'unseen':
    case 'alive':
      return isHeard
        ? { ...sign, state: 'alive' }
        : { ...sign, state: 'doubtful', since: now.toISOString() };
  }
}

/** What is left of a state once people were told of it. */
export function markTold(now: CameraWatch, told: CameraWatch): CameraWatch {
  if (now.state !== told.state || now.state === 'unseen' || told.state === 'unseen') return now;
  if (now.lastSignAt !== told.lastSignAt) return now;
  if (now.state === 'silent') return { ...now, told: true };
  if (now.state !== 'back') return now;
  const { silentSince: _, ...sign } = now;
  return { ...sign, state: 'alive' };
}

function newestSign(before: CameraWatch, { sign, now }: Look): SignOfLife {
  const remembered =
    before.state === 'unseen'
      ? undefined
      : {
          at: earlier(new Date(before.lastSignAt), now),
          toldToStop: before.toldToStop ?? false,
        };
  if (sign === undefined || isFromFuture(sign.at, now)) {
    return remembered ?? { at: now, toldToStop: false };
  }
  const found = { ...sign, at: earlier(sign.at, now) };
  return remembered === undefined || found.at > remembered.at ? found : remembered;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function time(date: Date | undefined): number {
  return date?.getTime() ?? Number.NEGATIVE_INFINITY;
}
