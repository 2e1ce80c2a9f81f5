import type { CameraIncidents, Digest } from '../../../contracts/camera-incidents.ts';
import type { Mute } from '../../../contracts/mutes.ts';
import { channelDeliveries, type Reported } from './channel-deliveries.ts';
import { startCooldown } from './cooldown.ts';
import { closeDigest, type DigestFacts, digestFacts } from './digest.ts';
import { findPicture, withDelivery } from './picture-delivery.ts';

/** What is to be done about a digest whose time may have come. */
export type DigestAction =
  | { readonly kind: 'send'; readonly facts: DigestFacts }
  | { readonly kind: 'wait'; readonly dueAt: string }
  /** The owner will arm again some time; the next alarm after that wakes it. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'told' }
  | { readonly kind: 'unknown' };

type DigestCircumstances = {
  readonly mute: Mute | undefined;
  /** Without it the digest's own time has come. */
  readonly now: Date | undefined;
};

/** Closes a digest that is to be sent now; one that was closed before is sent again. */
export function takeDigest(
  state: CameraIncidents,
  number: number,
  { mute, now }: DigestCircumstances,
): { readonly state: CameraIncidents; readonly action: DigestAction } {
  const digest = state.digests.find((candidate) => candidate.number === number);
  if (digest === undefined) return { state, action: { kind: 'unknown' } };
  if (digest.state === 'sent') return { state, action: { kind: 'told' } };
  if (now !== undefined) {
    if (mute?.reason === 'disarmed') return { state, action: { kind: 'rest' } };
    const dueAt = [digest.dueAt, mute?.until ?? ''].toSorted().at(-1) ?? digest.dueAt;
    if (Date.parse(dueAt) > now.getTime()) return { state, action: { kind: 'wait', dueAt } };
  }
  const closed =
    digest.state === 'open' ? closeDigest(state, number, now ?? new Date(digest.dueAt)) : state;
  const taken = closed.digests.find((candidate) => candidate.number === number) ?? digest;
  return { state: closed, action: { kind: 'send', facts: digestFacts(closed, taken) } };
}

/** Once the message about a picture is out everywhere, the cooldown of its labels runs. */
export function markTold(state: CameraIncidents, imageId: string, told: Reported): CameraIncidents {
  const picture = findPicture(state, imageId);
  if (picture?.delivery.state !== 'ringing') return state;
  const { now } = told;
  const channels = channelDeliveries(picture.delivery.channels, told);
  if (!isOut(told)) return withDelivery(state, imageId, { ...picture.delivery, channels });
  const sent = withDelivery(state, imageId, { state: 'sent', at: now.toISOString(), channels });
  if (picture.isTest === true) return sent;
  return { ...sent, told: [...startCooldown(state.told, picture, now)] };
}

export function markDigestTold(
  state: CameraIncidents,
  number: number,
  told: Reported,
): CameraIncidents {
  const change = (digest: Digest): Digest => {
    const channels = channelDeliveries(digest.channels, told);
    return { ...digest, state: isOut(told) ? 'sent' : digest.state, channels };
  };
  const digests = state.digests.map((digest) =>
    digest.number === number ? change(digest) : digest,
  );
  return { ...state, digests };
}

// What every channel refused is tried again: somebody may put it right.
function isOut({ reports }: Reported): boolean {
  return (
    reports.every(({ state }) => state !== 'failed') &&
    reports.some(({ state, forPrograms }) => state !== 'refused' && !forPrograms)
  );
}
