import * as v from 'valibot';
import { profileSwitchesKey } from '../../../contracts/object-key.ts';
import {
  type ProfileByHand,
  type ProfileSwitches,
  ProfileSwitchesSchema,
  profileByHand,
} from '../../../contracts/profile-switches.ts';
import type { Deps } from '../../../runtime/ports.ts';
import { recentLook } from './recent-look.ts';
import { asksForProfiles, type RuleSet } from './rule.ts';
import { watchedFile } from './watched-file.ts';

export type ProfileSource = {
  /** What was switched on by hand when a picture was taken. */
  byHandAt(rules: RuleSet, capturedAt: string): Promise<ProfileByHand | undefined>;
};

/**
 * The profile that the owner switched on. Nothing is read for rules that ask for no profile; when it
 * cannot be read, the profiles' own hours count, and the log says so once.
 */
export function profileSource({ blobs, log, now }: Deps<'blobs'>): ProfileSource {
  const file = watchedFile({ blobs, key: profileSwitchesKey, read, onMissing: () => undefined });
  let switches: ProfileSwitches | undefined;
  const look = recentLook(async () => {
    const state = await file.check();
    switches = state === 'good' ? file.lastGood()?.value : undefined;
  }, now);
  return {
    byHandAt: async (rules, capturedAt) => {
      if (!asksForProfiles(rules.rules)) return undefined;
      await look();
      return switches && profileByHand(switches, capturedAt);
    },
  };

  function read(text: string): ProfileSwitches | undefined {
    try {
      return v.parse(ProfileSwitchesSchema, JSON.parse(text));
    } catch (error) {
      const key = profileSwitchesKey;
      log.warn('profile by hand unreadable, the hours of the profiles count', { key, error });
      return undefined;
    }
  }
}
