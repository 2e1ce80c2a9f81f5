import * as v from 'valibot';
import { defaultCamera } from '../../contracts/object-key.ts';
import {
  CameraSchema,
  type Configuration,
  EmailSchema,
  PhoneSchema,
} from '../../infra/configuration.ts';
import { filterPairs, mostFilterPairs } from '../../runtime/aws/owner/alarm-filter.ts';
import type { Subscriber } from '../../runtime/aws/owner/subscribe-to-alarms.ts';
import { nearestWord } from '../../runtime/nearest-word.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { knownLabel } from './known-label.ts';

/** What a person wrote who wants to be told. */
type Wish = {
  readonly email?: string | undefined;
  readonly sms?: string | undefined;
  readonly camera?: readonly string[] | undefined;
  readonly label?: readonly string[] | undefined;
};

type ParsedSubscriber = { readonly subscriber: Subscriber; readonly warnings: readonly string[] };

/** Makes a subscriber of what was written; what looks odd but may be meant is a warning. */
export function parseSubscriber(
  wish: Wish,
  { cameras, recipients }: Pick<Configuration, 'cameras' | 'recipients'>,
): ParsedSubscriber {
  const address = parseAddress(wish);
  const labels = unique(wish.label).map(written).map(knownLabel);
  const filter = {
    cameras: unique(wish.camera).map((name) => checked(CameraSchema, '--camera', name)),
    labels: unique(labels.map(({ label }) => label)),
  };
  const pairs = filterPairs(filter);
  if (pairs > mostFilterPairs) {
    throw new UsageError(
      `SNS takes at most ${mostFilterPairs} pairs of a camera and a label, and these are ${pairs}: name fewer`,
    );
  }
  const isConfigured = addressesIn(recipients).includes(address.endpoint);
  return {
    subscriber: { ...address, filter },
    warnings: [
      ...filter.cameras.flatMap((name) => cameraWarning(name, cameras) ?? []),
      ...labels.flatMap(({ warning }) => warning ?? []),
      ...(isConfigured && filter.cameras.length + filter.labels.length > 0
        ? [`recipients names ${address.endpoint}: the next deployment tells it of all alarms again`]
        : []),
    ],
  };
}

function addressesIn({ emails, sms, people }: Configuration['recipients']): readonly string[] {
  const ofPeople = Object.values(people).flatMap(({ email, sms: number }) => [email, number]);
  return [...emails, ...sms, ...ofPeople].filter((address) => address !== undefined);
}

/** One name of a camera, checked as the configuration's are. */
export function parseCamera(name: string): string {
  return checked(CameraSchema, '--camera', name);
}

function parseAddress({ email, sms }: Wish): Pick<Subscriber, 'protocol' | 'endpoint'> {
  if (email !== undefined && sms === undefined) {
    return { protocol: 'email', endpoint: checked(EmailSchema, '--email', email) };
  }
  if (sms !== undefined && email === undefined) {
    return { protocol: 'sms', endpoint: checked(PhoneSchema, '--sms', sms) };
  }
  throw new UsageError('say who is to be told: either --email ADDRESS or --sms NUMBER');
}

function checked(schema: v.GenericSchema<string, string>, option: string, text: string): string {
  const parsed = v.safeParse(schema, text);
  if (parsed.success) return parsed.output;
  throw new UsageError(`${option} ${parsed.issues[0].message} (it is ${JSON.stringify(text)})`);
}

function written(label: string): string {
  const text = label.trim();
  if (text !== '') return text;
  throw new UsageError('--label needs the name of a label, such as Person');
}

function cameraWarning(name: string, cameras: readonly string[]): string | undefined {
  if (name === defaultCamera || cameras.includes(name)) return undefined;
  const meant = nearestWord(name, cameras);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return `the configuration has no camera ${name}${hint} There are ${cameras.join(', ')}`;
}

function unique(words: readonly string[] = []): readonly string[] {
  return [...new Set(words)];
}
