import type { ProfilesOn } from '../../../contracts/judgement-trace.ts';
import type { ProfileByHand } from '../../../contracts/profile-switches.ts';
import { clock, inSchedule, type Schedule, wallTime } from './in-hours.ts';

/** The profiles that are on, and why. */
export type ProfilesInForce = {
  readonly on: ReadonlySet<string>;
  /** With its reason in words. */
  readonly byHand: (ProfileByHand & { readonly text: string }) | undefined;
};

type Moment = {
  /** ISO 8601. */
  readonly capturedAt: string;
  readonly timeZone: string;
  readonly byHand?: ProfileByHand | undefined;
};

/**
 * Which profiles are on: only the one that somebody switched on, or else those whose time it is. One
 * that the rules do not know any more switches nothing off.
 */
export function profilesOn(
  profiles: ReadonlyMap<string, Schedule>,
  { capturedAt, timeZone, byHand }: Moment,
): ProfilesInForce {
  if (byHand !== undefined && profiles.has(byHand.profile)) {
    const text = handText(byHand, capturedAt, timeZone);
    return { on: new Set([byHand.profile]), byHand: { ...byHand, text } };
  }
  const now = wallTime(capturedAt, timeZone);
  const byTime = [...profiles].flatMap(([name, schedule]) => {
    if (schedule.hours.length === 0 && schedule.weekdays.length === 0) return [];
    const { hours, weekday } = inSchedule(schedule, now);
    return hours && weekday ? [name] : [];
  });
  return { on: new Set(byTime), byHand: undefined };
}

/** What a record keeps of them. */
export function recorded({ on, byHand }: ProfilesInForce): ProfilesOn {
  if (byHand === undefined) return { on: [...on] };
  const { text: _, ...hand } = byHand;
  return { on: [...on], byHand: hand };
}

// The day is named unless it is the picture's own.
function handText({ until }: ProfileByHand, capturedAt: string, timeZone: string): string {
  if (until === undefined) return 'by hand';
  const end = wallTime(until, timeZone);
  const day = end.day === wallTime(capturedAt, timeZone).day ? '' : `${end.day} `;
  return `by hand until ${day}${clock(end.minute)}`;
}
