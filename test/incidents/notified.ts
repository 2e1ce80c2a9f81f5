import { type CameraIncidents, noIncidents } from '../../contracts/camera-incidents.ts';
import type { Mute } from '../../contracts/mutes.ts';
import type { NotificationPolicy } from '../../runtime/notification-policy.ts';
import type { AlarmPicture } from '../../services/notifier/incidents/alarm-picture.ts';
import { type Action, decide } from '../../services/notifier/incidents/decide.ts';
import type { DigestFacts, DigestPlan } from '../../services/notifier/incidents/digest.ts';
import { markDigestTold, markTold, takeDigest } from '../../services/notifier/incidents/settle.ts';

/** A picture, and when its alarm reaches the notifier, in seconds after the start. */
export type Arrival = { readonly at: number; readonly picture: AlarmPicture };

const sent = [{ channel: 'phone', state: 'sent' }] as const;
const start = Date.parse('2026-11-20T14:00:00.000Z');

/** An instant so many seconds after the start. */
export function after(seconds: number): Date {
  return new Date(start + seconds * 1000);
}

export function seen(imageId: string, at: number, more: Partial<AlarmPicture> = {}): AlarmPicture {
  const capturedAt = after(at).toISOString();
  return { imageId, capturedAt, labels: ['Person'], severity: 'alarm', ...more };
}

type Notified = {
  readonly state: CameraIncidents;
  /** When which image rang. */
  readonly rings: readonly { readonly at: number; readonly imageId: string }[];
  readonly digests: readonly { readonly at: number; readonly facts: DigestFacts }[];
};

/** A notifier whose every step succeeds, and whose clock is turned by hand. */
export function notifier(policy: NotificationPolicy) {
  let state: CameraIncidents = noIncidents;
  let mute: Mute | undefined;
  const timers: DigestPlan[] = [];
  const rings: { at: number; imageId: string }[] = [];
  const digests: { at: number; facts: DigestFacts }[] = [];

  return {
    arrive,
    until,
    loseTimers: () => {
      timers.length = 0;
    },
    mute: (next: Mute | undefined) => {
      mute = next;
    },
    notified: (): Notified => ({ state, rings, digests }),
  };

  function arrive(at: number, picture: AlarmPicture): Action {
    until(at);
    const { state: decided, action } = decide(state, picture, { policy, mute, now: after(at) });
    state = decided;
    if (action.kind === 'told') return action;
    timers.push(...action.wakes);
    if (action.kind === 'ring') {
      state = markTold(state, picture.imageId, { reports: sent, now: after(at) });
      rings.push({ at, imageId: picture.imageId });
    }
    return action;
  }

  /** Lets time pass: whatever is due is told. */
  function until(seconds: number): void {
    for (;;) {
      const next = timers.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
      if (next === undefined || Date.parse(next.dueAt) > after(seconds).getTime()) return;
      timers.splice(timers.indexOf(next), 1);
      wake(next);
    }
  }

  function wake({ number, dueAt, openedBy }: DigestPlan): void {
    const now = new Date(dueAt);
    const { state: taken, action } = takeDigest(state, number, { mute, now });
    state = taken;
    if (action.kind === 'wait') timers.push({ number, openedBy, dueAt: action.dueAt });
    if (action.kind !== 'send') return;
    digests.push({ at: (now.getTime() - start) / 1000, facts: action.facts });
    state = markDigestTold(state, number, { reports: sent, now });
  }
}
