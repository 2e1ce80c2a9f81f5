import { type Mutes, MutesSchema, noMutes, withArming, withSnooze } from '../contracts/mutes.ts';
import { mutesKey } from '../contracts/state-key.ts';
import { parseWords } from '../runtime/parse-options.ts';
import { sharedDocument } from '../runtime/shared-document.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { parseSpan, untilOf } from './parse-span.ts';
import { openStore } from './rules/open-store.ts';
import { pipelineOptions } from './rules/pipeline-options.ts';
import type { LoadDeployed } from './rules/rules-store.ts';
import { demandProfile, knownProfiles, switchProfile } from './switch-profile.ts';

const options = {
  for: { type: 'string' },
  ...pipelineOptions,
} as const;

type Verb = 'snooze' | 'arm' | 'disarm';

/** `intellicam snooze`, `arm` and `disarm`: whether the phone rings at all, and arming with a profile. */
export async function snoozeCommand(
  verb: Verb,
  args: readonly string[],
  loadDeployed: LoadDeployed,
  now: Date = new Date(),
): Promise<number> {
  const { values, change, profile } = parse(verb, args, now);
  const store = await openStore(values, loadDeployed);
  try {
    return await store.orOneSentence(verb, async () => {
      if (profile !== undefined) demandProfile(profile.name, await knownProfiles(store));
      const document = sharedDocument<Mutes>({
        ...{ blobs: store.blobs, key: mutesKey, schema: MutesSchema, empty: noMutes },
        onUnreadable: () => {
          process.stderr.write(`${store.name}/${mutesKey} cannot be read: it begins anew\n`);
        },
      });
      const mutes = await document.change((before) => {
        const after = change(before);
        return { document: after, result: after };
      });
      if (profile !== undefined) await switchProfile(store, profile, now);
      const told = { mutes, profile: profile?.name, place: store };
      process.stdout.write(values.json ? jsonLine(told) : textLine(told));
      return 0;
    });
  } finally {
    await store.close();
  }
}

function parse(verb: Verb, args: readonly string[], now: Date) {
  const { values, positionals } = parseWords(args, options);
  const [name, ...others] = positionals;
  if (verb !== 'snooze') {
    const isProfile = verb === 'arm' && name !== undefined && others.length === 0;
    if (name !== undefined && !isProfile) {
      throw new UsageError(`${verb} concerns all cameras: name none`);
    }
    if (values.for !== undefined && !isProfile) {
      throw new UsageError(`--for has no meaning with ${verb}`);
    }
    const profile = isProfile ? { name, until: untilOf(values.for, now) } : undefined;
    return { values, profile, change: (before: Mutes) => withArming(before, verb, now) };
  }
  if (name === undefined || others.length > 0) {
    throw new UsageError('name one camera, or all, such as intellicam snooze garden --for 30m');
  }
  const until = new Date(now.getTime() + parseSpan(values.for, '; 0m ends it'));
  const camera = name === 'all' ? undefined : name;
  const change = (before: Mutes) => withSnooze(before, { camera, until }, now);
  return { values, profile: undefined, change };
}

type Told = {
  readonly mutes: Mutes;
  readonly profile: string | undefined;
  readonly place: { readonly name: string; readonly timeZone: string };
};

function jsonLine({ mutes: { schemaVersion: _, ...told }, profile, place }: Told): string {
  const switched = profile === undefined ? {} : { profile };
  return `${JSON.stringify({ place: place.name, ...told, ...switched })}\n`;
}

function textLine({ mutes, profile, place }: Told): string {
  const switched = profile === undefined ? '' : `; the profile is ${profile}`;
  return `${place.name}: ${sentence(mutes, place.timeZone)}${switched}\n`;
}

function sentence({ disarmedAt, snoozes }: Mutes, timeZone: string): string {
  if (disarmedAt !== undefined) return 'disarmed: nothing rings until intellicam arm';
  if (snoozes.length === 0) return 'armed: every camera rings';
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const each = snoozes.map(
    ({ camera = 'every camera', until }) => `${camera} until ${clock.format(new Date(until))}`,
  );
  return `snoozed: ${each.join('; ')}`;
}
