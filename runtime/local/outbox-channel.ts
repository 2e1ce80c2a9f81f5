import MailComposer from 'nodemailer/lib/mail-composer';
import type { Alert, AlertChannel } from '../alert-channel.ts';
import type { BlobStore } from '../blob-store.ts';

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
      const mail = await composeMail(alert);
      const { outcome } = await blobs.put(key, mail, { condition: 'if-absent' });
      if (outcome === 'conflict') return 'duplicate';
      onAlert(alert, key);
      return 'sent';
    },
  };
}

async function composeMail(alert: Alert): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: 'IntelliCam <intellicam@localhost>',
    to: 'owner@localhost',
    date: new Date(alert.capturedAt),
    messageId: `<${alert.id}@intellicam.localhost>`,
    subject: alert.subject,
    text: alert.text,
    html: alert.html,
    attachments: alert.pictures?.map(({ contentId, fileName, bytes }) => ({
      ...{ filename: fileName, content: Buffer.from(bytes), cid: contentId },
    })),
    // Everything is in the alert already; nothing is fetched from a path or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
