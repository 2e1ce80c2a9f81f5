import type { Finding } from './finding.ts';
import { maskEndpoint } from './mask-endpoint.ts';
import type { Subscriber } from './read-subscribers.ts';

type Recipient = Pick<Subscriber, 'protocol' | 'endpoint'>;

type Topic = {
  readonly check: string;
  /** What it tells of, e.g. `alarms`. */
  readonly tellsOf: string;
  /** How bad it is when nobody hears it. */
  readonly unheard: 'problem' | 'warning';
  /** Whom the configuration names. */
  readonly wanted: readonly Recipient[];
};

const confirm =
  'open the mail from AWS Notifications, in the spam folder if need be, and follow its link. ' +
  'If it is gone, `intellicam subscribe --email ADDRESS` sends another.';

/** Whether somebody hears what a topic tells, and all who should. */
export function judgeTopic(
  { check, tellsOf, unheard, wanted }: Topic,
  subscribers: readonly Subscriber[] | undefined,
): readonly Finding[] {
  const deploy = 'Make it whole again:\nnpx cdktf deploy';
  if (subscribers === undefined) {
    const found = `The topic that tells of ${tellsOf} is gone.`;
    return [{ check, state: 'problem', found, todo: deploy }];
  }
  const confirmed = subscribers.filter(({ state }) => state === 'confirmed');
  const pending = subscribers.filter(({ state }) => state === 'pending');
  const missing = wanted.filter((one) => !subscribers.some((other) => isSame(one, other)));
  const nobody = confirmed.length === 0;
  const findings: Finding[] = [];
  if (!nobody) {
    findings.push({ check, state: 'ok', found: `Told of ${tellsOf}: ${names(confirmed)}.` });
  }
  if (pending.length > 0) {
    findings.push({
      check,
      state: nobody ? unheard : 'warning',
      found: `${nobody ? `Nobody is told of ${tellsOf} yet. ` : ''}Not confirmed: ${names(pending)}.`,
      todo: `Whoever that is: ${confirm}`,
    });
  }
  if (missing.length > 0) {
    findings.push({
      check,
      state: nobody && pending.length === 0 ? unheard : 'warning',
      found: `In the configuration, but not told of ${tellsOf}: ${names(missing)}.`,
      todo: 'Subscribe them again, unless they wanted out:\nnpx cdktf deploy',
    });
  }
  if (findings.length > 0) return findings;
  return [
    {
      check,
      state: unheard,
      found: `Nobody is told of ${tellsOf}.`,
      todo: 'Name an address under recipients.emails in the configuration:\nnpx cdktf deploy',
    },
  ];
}

/** A subscriber in words, e.g. `y…@example.org` or `+41…67 (sms)`. */
export function nameOf({ protocol, endpoint }: Recipient): string {
  const masked = maskEndpoint(protocol, endpoint);
  return protocol === 'email' ? masked : `${masked} (${protocol})`;
}

function names(recipients: readonly Recipient[]): string {
  return recipients.map(nameOf).join(', ');
}

function isSame(one: Recipient, other: Recipient): boolean {
  return one.protocol === other.protocol && plain(one.endpoint) === plain(other.endpoint);
}

// SNS takes addresses in any case, and numbers with and without their plus.
function plain(endpoint: string): string {
  return endpoint.toLowerCase().replace(/^\+/, '');
}
