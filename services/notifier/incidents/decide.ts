import type {
  CameraIncidents,
  HoldReason,
  Incident,
  IncidentPicture,
} from '../../../contracts/camera-incidents.ts';
import { type AlarmPicture, higherOf, isHigher } from './alarm-picture.ts';
import { capEnd, cooldownEnd, startCooldown } from './cooldown.ts';
import { closeDueDigest, type DigestPlan, overdueDigests } from './digest.ts';
import { forgetOld } from './forget-old.ts';
import { type Circumstances, hold } from './hold.ts';
import { joinIncident } from './join-incident.ts';
import { findPicture } from './picture-delivery.ts';

/** What is to be done about an alarm; `wakes` are digests that somebody has to be woken for. */
export type Action =
  | { readonly kind: 'ring'; readonly wakes: readonly DigestPlan[] }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly wakes: readonly DigestPlan[] }
  /** It rang, and the message is known to be out. */
  | { readonly kind: 'told' };

export type Decision = { readonly state: CameraIncidents; readonly action: Action };

/** Decides whether an alarm rings, or is told of later with others. Asked again, it says the same. */
export function decide(
  before: CameraIncidents,
  picture: AlarmPicture,
  circumstances: Circumstances,
): Decision {
  const known = findPicture(before, picture.imageId);
  if (known !== undefined) return { state: before, action: again(before, known) };

  const { now, mute, policy } = circumstances;
  const state = closeDueDigest(before, now);
  const { imageId, capturedAt, labels, severity, motionEvent, isTest, tell } = picture;
  const at = now.toISOString();
  const test = isTest === true ? { isTest } : {};
  const whom = tell === undefined ? {} : { tell: [...tell] };
  const entry = { imageId, capturedAt, labels: [...labels], severity, ...test, ...whom };
  const { incidents, incident } = joinIncident(
    state.incidents,
    { ...entry, delivery: { state: 'ringing', at } },
    { motionEvent, gapMilliseconds: policy.visitGapSeconds * 1000 },
  );
  // In a replay the first wake-up is still to come. To add one for each unsent digest with each alarm
  // of a burst would be thousands.
  const unsent =
    policy.clock === 'capture' ? justClosed(before, state) : overdueDigests(state.digests, now);
  const overdue = mute === undefined ? unsent : [];
  const joined = { ...state, incidents };
  const reason = reasonToHold(joined, { picture, incident }, circumstances);
  if (reason === undefined) {
    const rang = ring(joined, { picture, incident }, now);
    return { state: forgetOld(rang, now), action: { kind: 'ring', wakes: overdue } };
  }
  const held = hold(joined, { picture, reason }, circumstances);
  const wakes = [...overdue, ...held.opened];
  return { state: forgetOld(held.state, now), action: { kind: 'hold', reason, wakes } };
}

function justClosed(before: CameraIncidents, after: CameraIncidents): readonly DigestPlan[] {
  return after.digests.filter(
    ({ number, state }) =>
      state === 'closed' &&
      before.digests.some((digest) => digest.number === number && digest.state === 'open'),
  );
}

// The first answer may have been lost, and with it whoever would have been woken.
function again({ digests }: CameraIncidents, { delivery }: IncidentPicture): Action {
  switch (delivery.state) {
    case 'sent':
      return { kind: 'told' };
    case 'ringing':
      return { kind: 'ring', wakes: [] };
    case 'held': {
      const { reason, digest: number } = delivery;
      const wakes = digests.filter(({ state, number: candidate }) =>
        number === undefined ? state === 'open' : state === 'closed' && candidate === number,
      );
      return { kind: 'hold', reason, wakes };
    }
  }
}

type Joined = { readonly picture: AlarmPicture; readonly incident: Incident };

function reasonToHold(
  state: CameraIncidents,
  { picture, incident }: Joined,
  { policy, mute, now }: Circumstances,
): HoldReason | undefined {
  const age = now.getTime() - Date.parse(picture.capturedAt);
  if (age > policy.lateAfterMinutes * 60_000) return 'late';
  if (mute !== undefined) return mute.reason;
  if (policy.cooldownSeconds > 0 && picture.isTest !== true) {
    if (!isHigher(picture.severity, incident.rang)) return 'same-visit';
    if (cooldownEnd(state.told, picture, { policy, now }) !== undefined) return 'cooldown';
  }
  return capEnd(state, policy, now) === undefined ? undefined : 'cap';
}

function ring(state: CameraIncidents, { picture, incident }: Joined, now: Date): CameraIncidents {
  const { severity } = picture;
  const rings = [...state.rings, now.toISOString()];
  if (picture.isTest === true) return { ...state, rings };
  const rang = incident.rang === undefined ? severity : higherOf(incident.rang, severity);
  return {
    ...state,
    incidents: state.incidents.map((candidate) =>
      candidate === incident ? { ...incident, rang } : candidate,
    ),
    told: [...startCooldown(state.told, picture, now)],
    rings,
  };
}
