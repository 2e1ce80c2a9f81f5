import type { Alert, AlertChannel, Refusal } from './alert-channel.ts';
import type { GalleryLink } from './gallery-link.ts';

/** What became of an alert in one channel. */
export type ChannelReport = { readonly channel: string } & (
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
  /** Whom rules can name. */
  readonly people?: readonly string[];
  readonly galleryLink?: GalleryLink | undefined;
};

/** Sends each alert through every channel that reaches anybody who is to be told. */
export function alertsOver({ channels, people = [], galleryLink }: AlertsOptions): Alerts {
  return {
    galleryLink,
    channels: Object.keys(channels),
    send: (alert, without = []) => {
      const addressed = addressedAlert(alert, people);
      const chosen = Object.entries(channels).filter(
        ([name, channel]) => !without.includes(name) && (channel.reaches?.(addressed) ?? true),
      );
      return Promise.all(
        chosen.map(([name, channel]) => reportOf(name, () => channel.send(addressed))),
      );
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
