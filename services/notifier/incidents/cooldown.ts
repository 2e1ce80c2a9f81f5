import type { CameraIncidents, Told } from '../../../contracts/camera-incidents.ts';
import type { NotificationPolicy } from '../../../runtime/notification-policy.ts';
import { type AlarmPicture, isHigher } from './alarm-picture.ts';

type Labelled = Pick<AlarmPicture, 'labels' | 'severity'>;

const hourMilliseconds = 60 * 60 * 1000;
const dayMilliseconds = 24 * hourMilliseconds;

/**
 * When the cooldown of the picture's labels ends; undefined when one of them may ring now. What
 * matters more than the message that began the cooldown is not kept back by it.
 */
export function cooldownEnd(
  told: readonly Told[],
  { labels, severity }: Labelled,
  { policy, now }: { readonly policy: NotificationPolicy; readonly now: Date },
): Date | undefined {
  const ends: number[] = [];
  for (const label of labels) {
    const entry = told.find((candidate) => candidate.label === label);
    const since = entry && runningSince(entry, policy, now);
    if (since === undefined || isHigher(severity, entry?.severity)) return undefined;
    ends.push(since + policy.cooldownSeconds * 1000);
  }
  return ends.length === 0 ? undefined : new Date(Math.min(...ends));
}

/** When the last cooldown ends that runs at the camera, of whatever label. */
export function quietUntil(
  told: readonly Told[],
  { policy, now }: { readonly policy: NotificationPolicy; readonly now: Date },
): Date | undefined {
  const ends = told
    .map((entry) => runningSince(entry, policy, now))
    .filter((since) => since !== undefined)
    .map((since) => since + policy.cooldownSeconds * 1000);
  return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}

/** The cooldowns after a message of these labels was sent, or is being sent. */
export function startCooldown(
  told: readonly Told[],
  { labels, severity }: Labelled,
  now: Date,
): readonly Told[] {
  const at = now.toISOString();
  const others = told.filter(({ label }) => !labels.includes(label));
  const started = labels.map((label): Told => {
    const before = told.find((entry) => entry.label === label);
    const latest = before !== undefined && before.at > at ? before.at : at;
    return { label, at: latest, seenAt: latest, severity };
  });
  return [...others, ...started];
}

/** With `idle`, whoever is still there makes the silence last longer. */
export function prolongCooldown(
  told: readonly Told[],
  { labels }: Labelled,
  { policy, now }: { readonly policy: NotificationPolicy; readonly now: Date },
): readonly Told[] {
  if (policy.cooldown === 'interval') return told;
  const seenAt = now.toISOString();
  return told.map((entry) => {
    const isSeen = labels.includes(entry.label) && entry.seenAt < seenAt;
    return isSeen && runningSince(entry, policy, now) !== undefined ? { ...entry, seenAt } : entry;
  });
}

// By the distance in time, not the order: a picture may come before one that was taken earlier.
function runningSince(entry: Told, policy: NotificationPolicy, now: Date): number | undefined {
  const cooldown = policy.cooldownSeconds * 1000;
  const [at, seenAt] = [Date.parse(entry.at), Date.parse(entry.seenAt)];
  const since = policy.cooldown === 'idle' ? Math.max(at, seenAt) : at;
  const isRunning =
    Math.abs(now.getTime() - since) < cooldown || (now.getTime() > at && now.getTime() < since);
  return isRunning ? since : undefined;
}

/** When the caps let a further alarm ring; undefined when they do now. */
export function capEnd(
  { rings }: Pick<CameraIncidents, 'rings'>,
  { perHour, perDay }: NotificationPolicy,
  now: Date,
): Date | undefined {
  const ends = [
    freeAfter(rings, perHour, hourMilliseconds, now),
    freeAfter(rings, perDay, dayMilliseconds, now),
  ].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}

function freeAfter(
  rings: readonly string[],
  most: number,
  span: number,
  now: Date,
): number | undefined {
  const times = rings.map((ring) => Date.parse(ring));
  const near = times.filter((time) => Math.abs(time - now.getTime()) < span);
  if (most === 0 || near.length < most) return undefined;
  // Once so many have left the span that one more fits in.
  const leaving = near.toSorted((a, b) => a - b)[near.length - most] ?? now.getTime();
  return leaving + span;
}
