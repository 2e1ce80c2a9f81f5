import type { AlertChannel } from '../alert-channel.ts';
import { type Alerts, alertsOver } from '../alerts.ts';
import type { BlobStore } from '../blob-store.ts';
import { claimedChannel } from '../claimed-channel.ts';
import type { Channels } from './channels-schema.ts';
import { ntfyChannel } from './ntfy-channel.ts';
import { smtpChannel } from './smtp-channel.ts';

type LocalAlertsOptions = {
  readonly channels: Channels;
  /** It needs no claims: its files are named after their alerts. */
  readonly outbox: AlertChannel;
  /** Nor does the bus of a running pipeline: who listens there expects to hear things twice. */
  readonly bus?: AlertChannel;
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly now: () => Date;
};

/** The ways to people of this machine: the outbox, and whatever its owner set up. */
export function localAlerts(options: LocalAlertsOptions): Alerts {
  const { channels, outbox, bus, blobs, now } = options;
  const claimed = Object.entries(channelsOf(channels, now)).map(
    ([name, channel]) => [name, claimedChannel({ name, channel, blobs, now })] as const,
  );
  return alertsOver({
    channels: { outbox, ...Object.fromEntries(claimed) },
    bus,
    people: Object.keys(channels.people),
  });
}

function channelsOf(
  { smtp, ntfy, people }: Channels,
  now: () => Date,
): Readonly<Record<string, AlertChannel>> {
  const named = Object.entries(people);
  const emails = named.flatMap(([name, { email }]) => (email === undefined ? [] : [[name, email]]));
  const pushes = named.flatMap(([name, { ntfy: url }]) =>
    url === undefined
      ? []
      : [[`ntfy-${name}`, ntfyChannel({ url, token: tokenFor(url, ntfy), name })] as const],
  );
  return {
    ...(smtp && {
      smtp: smtpChannel({
        ...{ smtp, now },
        people: { everybody: smtp.to, people: Object.fromEntries(emails) },
      }),
    }),
    ...(ntfy.url && { ntfy: ntfyChannel({ url: ntfy.url, token: ntfy.token }) }),
    ...Object.fromEntries(pushes),
  };
}

// A token is for its own server, whatever topics people have elsewhere.
function tokenFor(url: string, { url: own, token }: Channels['ntfy']): string | undefined {
  return own === undefined || new URL(own).origin === new URL(url).origin ? token : undefined;
}
