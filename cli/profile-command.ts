import type { ProfileByHand } from '../contracts/profile-switches.ts';
import { parseWords } from '../runtime/parse-options.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { hoursWord } from '../services/classifier/rules/contradictions.ts';
import type { Schedule } from '../services/classifier/rules/in-hours.ts';
import { profilesOn } from '../services/classifier/rules/profiles-on.ts';
import { untilOf } from './parse-span.ts';
import { openStore } from './rules/open-store.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import { momentText } from './rules/plain-text.ts';
import type { LoadDeployed } from './rules/rules-store.ts';
import { demandProfile, knownProfiles, switchedOn, switchProfile } from './switch-profile.ts';

const options = {
  for: { type: 'string' },
  ...pipelineOptions,
} as const;

/** `intellicam profile`: which profiles are on, and switching one on by hand. */
export async function profileCommand(
  args: readonly string[],
  loadDeployed: LoadDeployed,
  now: Date = new Date(),
): Promise<number> {
  const { values, wish } = parse(args, now);
  const store = await openStore(values, loadDeployed);
  try {
    return await store.orOneSentence('profile', async () => {
      const profiles = await knownProfiles(store);
      if (wish !== undefined) demandProfile(wish.name, profiles);
      const byHand =
        wish === undefined ? await switchedOn(store, now) : await switchProfile(store, wish, now);
      const states = statesOf(profiles, { byHand, now, timeZone: store.timeZone });
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ place: store.name, byHand: byHand ?? null, profiles: states })}\n`
          : tableOf(states),
      );
      return 0;
    });
  } finally {
    await store.close();
  }
}

function parse(args: readonly string[], now: Date) {
  const { values, positionals } = parseWords(args, options);
  const [name, ...others] = positionals;
  if (others.length > 0) throw new UsageError('name one profile, such as intellicam profile away');
  if (name === undefined || name === hoursWord) {
    if (values.for !== undefined) throw new UsageError('--for needs a profile to be on so long');
  }
  if (name === undefined) return { values, wish: undefined };
  return { values, wish: { name, until: untilOf(values.for, now) } };
}

type ProfileState = { readonly name: string; readonly on: boolean; readonly why: string };

type Now = {
  readonly byHand: ProfileByHand | undefined;
  readonly now: Date;
  readonly timeZone: string;
};

function statesOf(
  profiles: ReadonlyMap<string, Schedule>,
  { byHand, now, timeZone }: Now,
): readonly ProfileState[] {
  const { on, byHand: hand } = profilesOn(profiles, {
    ...{ capturedAt: now.toISOString(), timeZone, byHand },
  });
  return [...profiles].map(([name, { hours, weekdays }]) => {
    const hasHours = hours.length > 0 || weekdays.length > 0;
    if (hand?.profile === name) return { name, on: true, why: handText(hand, timeZone) };
    if (hand !== undefined) return { name, on: false, why: `${hand.profile} is on by hand` };
    const why = hasHours ? 'by its hours' : 'it has no hours, and nobody switched it on';
    return { name, on: on.has(name), why };
  });
}

function handText({ until }: ProfileByHand, timeZone: string): string {
  return until === undefined
    ? `by hand, until intellicam profile ${hoursWord}`
    : `by hand until ${momentText(until, timeZone)}`;
}

function tableOf(states: readonly ProfileState[]): string {
  if (states.length === 0) return 'alarms.yaml names no profiles\n';
  const width = Math.max(...states.map(({ name }) => name.length));
  return states
    .map(({ name, on, why }) => `${name.padEnd(width)}  ${on ? 'on ' : 'off'}  ${why}\n`)
    .join('');
}
