import { parseArgs } from 'node:util';
import { type Mutes, MutesSchema, noMutes, withArming, withSnooze } from '../contracts/mutes.ts';
import { mutesKey } from '../contracts/object-key.ts';
import { sharedDocument } from '../runtime/shared-document.ts';
import { UsageError } from '../runtime/usage-error.ts';
import { openStore } from './rules/open-store.ts';
import type { LoadDeployed } from './rules/rules-store.ts';

const options = {
  for: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

type Verb = 'snooze' | 'arm' | 'disarm';

/** `intellicam snooze`, `arm` and `disarm`: whether the phone rings at all. */
export async function snoozeCommand(
  verb: Verb,
  args: readonly string[],
  loadDeployed: LoadDeployed,
  now: Date = new Date(),
): Promise<number> {
  const { values, change } = parse(verb, args, now);
  const store = await openStore(values, loadDeployed);
  try {
    return await store.orOneSentence(verb, async () => {
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
      const { schemaVersion: _, ...told } = mutes;
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ place: store.name, ...told })}\n`
          : `${store.name}: ${sentence(mutes, store.timeZone)}\n`,
      );
      return 0;
    });
  } finally {
    await store.close();
  }
}

function parse(verb: Verb, args: readonly string[], now: Date) {
  const { values, positionals } = parsed(args);
  if (verb !== 'snooze') {
    if (values.for !== undefined) throw new UsageError(`--for has no meaning with ${verb}`);
    if (positionals.length > 0) throw new UsageError(`${verb} concerns all cameras: name none`);
    return { values, change: (before: Mutes) => withArming(before, verb, now) };
  }
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError('name one camera, or all, such as intellicam snooze garden --for 30m');
  }
  const until = new Date(now.getTime() + milliseconds(values.for));
  const camera = name === 'all' ? undefined : name;
  return { values, change: (before: Mutes) => withSnooze(before, { camera, until }, now) };
}

const minute = 60_000;
const units = { m: minute, h: 60 * minute, d: 24 * 60 * minute } as const;
const longestDays = 30;

function milliseconds(text: string | undefined): number {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text ?? '') ?? [];
  const each = unit === 'm' || unit === 'h' || unit === 'd' ? units[unit] : Number.NaN;
  const span = Number(count) * each;
  if (span <= longestDays * units.d) return span;
  throw new UsageError(
    `--for needs minutes, hours or days, at most ${longestDays}d, such as 30m or 8h; 0m ends it`,
  );
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message.split('. ')[0] ?? error.message, { cause: error });
  }
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
