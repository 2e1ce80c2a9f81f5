import { alarmRulesKey, profileSwitchesKey } from '../contracts/object-key.ts';
import {
  noSwitches,
  type ProfileByHand,
  type ProfileSwitches,
  ProfileSwitchesSchema,
  profileByHand,
  withSwitch,
} from '../contracts/profile-switches.ts';
import { nearestWord } from '../runtime/nearest-word.ts';
import { type SharedDocument, sharedDocument } from '../runtime/shared-document.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { hoursWord } from '../services/classifier/rules/contradictions.ts';
import type { Schedule } from '../services/classifier/rules/in-hours.ts';
import { readRules } from '../services/classifier/rules/read-rules.ts';
import type { RulesStore } from './rules/rules-store.ts';

type Profiles = ReadonlyMap<string, Schedule>;
type Store = Pick<RulesStore, 'blobs' | 'name'>;

type Wish = {
  /** One of the rules' profiles, or `auto`. */
  readonly name: string;
  readonly until: Date | undefined;
};

/** The profiles of the rules that are in force, by name. */
export async function knownProfiles({ blobs, name }: Store): Promise<Profiles> {
  const place = `${name}/${alarmRulesKey}`;
  const blob = await blobs.get(alarmRulesKey);
  if (blob === undefined) throw new UsageError(`there are no profiles: there is no ${place}`);
  const reading = readRules(new TextDecoder().decode(blob.bytes));
  if (reading.outcome === 'unusable') {
    throw new UsageError(`${place} cannot be used: intellicam rules check says why`);
  }
  return reading.rules.profiles;
}

/** Refuses a profile that no rule could ask for. */
export function demandProfile(name: string, profiles: Profiles): void {
  if (name === hoursWord || profiles.has(name)) return;
  const known = [...profiles.keys(), hoursWord];
  const meant = nearestWord(name, known);
  const hint = meant === undefined ? '.' : `; did you mean ${meant}?`;
  throw new UsageError(`there is no profile ${name}${hint} There are ${known.join(', ')}`);
}

/** Switches a profile on, or gives them all back to their hours; what is on by hand then. */
export function switchProfile(
  store: Store,
  { name, until }: Wish,
  now: Date,
): Promise<ProfileByHand | undefined> {
  const profile = name === hoursWord ? undefined : name;
  return switches(store).change((before) => {
    const document = withSwitch(before, { profile, until }, now);
    return { document, result: profile === undefined ? undefined : last(document) };
  });
}

/** What is switched on by hand now. */
export function switchedOn(store: Store, now: Date): Promise<ProfileByHand | undefined> {
  return switches(store).change((same) => ({
    document: same,
    result: profileByHand(same, now.toISOString()),
  }));
}

function last({ switches: all }: ProfileSwitches): ProfileByHand | undefined {
  const at = all.at(-1)?.at;
  return at === undefined ? undefined : profileByHand({ schemaVersion: 1, switches: all }, at);
}

function switches({ blobs, name }: Store): SharedDocument<ProfileSwitches> {
  return sharedDocument<ProfileSwitches>({
    ...{ blobs, key: profileSwitchesKey, schema: ProfileSwitchesSchema, empty: noSwitches },
    onUnreadable: () => {
      process.stderr.write(`${name}/${profileSwitchesKey} cannot be read: it begins anew\n`);
    },
  });
}
