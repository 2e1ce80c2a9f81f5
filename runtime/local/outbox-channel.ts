import type { Alert, AlertChannel } from '../alert-channel.ts';
import type { BlobStore } from '../blob-store.ts';
import { mailMessage } from '../mail-message.ts';

type OutboxOptions = {
  readonly blobs: Pick<BlobStore, 'put'>;
  /** Told of each alert once, and of the object that holds it. */
  readonly onAlert: (alert: Alert, key: string) => void;
};

/**
 * Writes each alert as a mail that any mail program opens, where a configured owner would get it on
 * the phone. The file is named after the alert, so that sending again changes nothing.
 */
export function outboxChannel({ blobs, onAlert }: OutboxOptions): AlertChannel {
  return {
    send: async (alert) => {
      const time = alert.capturedAt.slice(0, 19).replaceAll(':', '');
      const key = `outbox/${time}Z-${alert.id}.eml`;
      const mail = await mailMessage(alert, {
        from: 'IntelliCam <intellicam@intellicam.localhost>',
        to: ['owner@localhost'],
        date: new Date(alert.capturedAt),
      });
      const { outcome } = await blobs.put(key, mail, { condition: 'if-absent' });
      if (outcome === 'conflict') return 'duplicate';
      onAlert(alert, key);
      return 'sent';
    },
  };
}
