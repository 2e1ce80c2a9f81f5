import MailComposer from 'nodemailer/lib/mail-composer';
import { imageFormat } from '../contracts/image-format.ts';
import type { Alert } from './alert-channel.ts';

type MailOptions = {
  readonly from: string;
  readonly to: readonly string[];
  readonly date: Date;
};

/**
 * An alert as a mail that any mail program shows, with its pictures inside. The mails of one visit refer
 * to the same message, which nobody ever sent: whoever carries mails gives them names of its own, and
 * what they refer to stays.
 */
export function mailMessage(alert: Alert, { from, to, date }: MailOptions): Promise<Uint8Array> {
  const host = from.replace(/^.*@|>$/g, '');
  const named = (id: string) => `<${encodeURIComponent(id)}@${host}>`;
  const visit = alert.thread === undefined ? undefined : named(`visit-${alert.thread}`);
  const composer = new MailComposer({
    ...{ from, to: [...to], date, subject: alert.subject, text: alert.text, html: alert.html },
    messageId: named(alert.id),
    ...(visit && { inReplyTo: visit, references: visit }),
    // No answering machine answers it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: alert.pictures?.map(({ contentId, fileName, bytes }) => ({
      ...{ filename: fileName, content: Buffer.from(bytes), cid: contentId },
      contentType: `image/${imageFormat(bytes) ?? 'jpeg'}`,
    })),
    // Everything is in the alert already; nothing is fetched from a path or an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return composer.compile().build();
}
