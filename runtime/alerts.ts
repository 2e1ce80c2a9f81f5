import type { Alert, AlertChannel, Refusal } from './alert-channel.ts';
import type { GalleryLink } from './gallery-link.ts';

/** What became of an alert in one channel. */
export type ChannelReport = {
  readonly channel: string;
  /** Programs hear of it there: that they did makes no person told. */
  readonly forPrograms?: true;
} & (
  | { readonly state: 'sent' | 'duplicate' }
  | ({ readonly state: 'refused' } & Refusal)
  /** It failed, and may not the next time. */
  | { readonly state: 'failed'; readonly error: unknown }
);

/** Every configured way to reach people. */
export interface Alerts {
  /** The names of all channels. */
  readonly channels: readonly string[];
  /**
   * Tries all channels but `without`, whatever becomes of one; says what became of each. Never throws.
   */
  send(alert: Alert, without?: readonly string[]): Promise<readonly ChannelReport[]>;
  /** Where the page is hosted for people: what lets them in. */
  readonly galleryLink?: GalleryLink | undefined;
}

type AlertsOptions = {
  /** By the names under which they are remembered. */
  readonly channels: Readonly<Record<string, AlertChannel>>;
  /** Where programs hear of what people are told: the bus, and so webhooks. */
  readonly bus?: AlertChannel | undefined;
  /** Whom rules can name. */
  readonly people?: readonly string[];
  readonly galleryLink?: GalleryLink | undefined;
};

/** Sends each alert through every channel that reaches anybody who is to be told. */
export function alertsOver(options: AlertsOptions): Alerts {
  const { channels, bus, people = [], galleryLink } = options;
  return {
    galleryLink,
    channels: Object.keys(channels),
    send: async (alert, without = []) => {
      const addressed = addressedAlert(alert, people);
      const chosen = Object.entries(channels).filter(
        ([name, channel]) => !without.includes(name) && (channel.reaches?.(addressed) ?? true),
      );
      const told = chosen.map(([name, channel]) => reportOf(name, () => channel.send(addressed)));
      const heard = bus === undefined ? [] : [reportOf('bus', () => bus.send(addressed))];
      const programs = (await Promise.all(heard)).map((one) => ({
        ...one,
        forPrograms: true as const,
      }));
      return [...(await Promise.all(told)), ...programs];
    },
  };
}

// A name that nobody has must not keep an alarm from everybody.
function addressedAlert({ tell, ...alert }: Alert, people: readonly string[]): Alert {
  const known = tell?.filter((name) => people.includes(name)) ?? [];
  return known.length === 0 ? alert : { ...alert, tell: known };
}

async function reportOf(
  channel: string,
  send: () => ReturnType<AlertChannel['send']>,
): Promise<ChannelReport> {
  try {
    const outcome = await send();
    if (typeof outcome === 'string') return { channel, state: outcome };
    return { channel, state: 'refused', ...outcome };
  } catch (error) {
    return { channel, state: 'failed', error };
  }
}
