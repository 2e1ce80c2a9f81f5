import type { AlertChannel } from './alert-channel.ts';
import { claimAlert } from './alert-claim.ts';
import type { BlobStore } from './blob-store.ts';

type ClaimedChannelOptions = {
  readonly name: string;
  /** Sends whatever it is given, each time. */
  readonly channel: AlertChannel;
  /** Where it is written which alerts were sent. */
  readonly blobs: Pick<BlobStore, 'get' | 'put'>;
  readonly now: () => Date;
};

/** A channel that sends an alert once, however often it is told to: claim, send, commit. */
export function claimedChannel({ name, channel, blobs, now }: ClaimedChannelOptions): AlertChannel {
  return {
    reaches: (alert) => channel.reaches?.(alert) ?? true,
    send: async (alert) => {
      const claim = await claimAlert(blobs, { alertId: alert.id, channel: name }, now);
      if (claim === 'sent') return 'duplicate';
      try {
        const outcome = await channel.send(alert);
        await (typeof outcome === 'string' ? claim.commit() : claim.giveUp());
        return outcome;
      } catch (error) {
        // Whoever tries again finds the same error, or a claim that is waited for.
        await claim.giveUp().catch(() => undefined);
        throw error;
      }
    },
  };
}
