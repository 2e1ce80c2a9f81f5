import type { CameraIncidents, HoldReason } from '../../../contracts/camera-incidents.ts';
import type { Mute } from '../../../contracts/mutes.ts';
import type { NotificationPolicy } from '../../../runtime/notification-policy.ts';
import type { AlarmPicture } from './alarm-picture.ts';
import { capEnd, cooldownEnd, prolongCooldown, quietUntil } from './cooldown.ts';
import { joinDigest } from './digest.ts';
import { withDelivery } from './picture-delivery.ts';

const hourMilliseconds = 60 * 60 * 1000;

export type Circumstances = {
  readonly policy: NotificationPolicy;
  readonly mute: Mute | undefined;
  readonly now: Date;
};

type Held = { readonly picture: AlarmPicture; readonly reason: HoldReason };

/** Keeps an alarm for a digest, or for nobody where its reason says so; `opened` has to be woken for. */
export function hold(
  state: CameraIncidents,
  { picture, reason }: Held,
  circumstances: Circumstances,
) {
  const { policy, now } = circumstances;
  const { imageId } = picture;
  const delivery = { state: 'held', at: now.toISOString(), reason } as const;
  const held = withDelivery(state, imageId, delivery);
  const dueAt = tellAt(state, { picture, reason }, circumstances);
  // What is told of with the next digest needs none of its own.
  if (dueAt === undefined) return { state: held, opened: [] };
  const told = [...prolongCooldown(state.told, picture, circumstances)];
  const { digests, opened } = joinDigest(state.digests, { imageId, dueAt, now }, policy);
  return { state: { ...held, told, digests: [...digests] }, opened };
}

function tellAt(
  state: CameraIncidents,
  { picture, reason }: Held,
  { policy, mute, now }: Circumstances,
): Date | undefined {
  const afterCooldown = new Date(now.getTime() + policy.cooldownSeconds * 1000);
  switch (reason) {
    case 'late':
    case 'disarmed':
      return undefined;
    case 'snoozed':
      return mute?.reason === 'snoozed' ? new Date(mute.until) : afterCooldown;
    case 'cap': {
      // Whoever may not be rung any more today is still told each hour.
      const end = capEnd(state, policy, now)?.getTime() ?? 0;
      return new Date(Math.min(end, now.getTime() + hourMilliseconds));
    }
    case 'cooldown':
    case 'same-visit': {
      const end =
        policy.cooldown === 'idle'
          ? afterCooldown
          : (cooldownEnd(state.told, picture, { policy, now }) ??
            quietUntil(state.told, { policy, now }));
      return end !== undefined && end > now ? end : afterCooldown;
    }
  }
}
