import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { AlertChannel } from '../alert-channel.ts';
import { clientSettings } from './client-settings.ts';
import type { MailSettings } from './mail-variable.ts';
import { sesMailChannel } from './ses-mail-channel.ts';

/** Mails by SES, with everything that it takes to write them. */
export function openMailChannel(mail: MailSettings): AlertChannel {
  const client = new SESv2Client(clientSettings);
  return sesMailChannel({ ...mail, client, now: () => new Date() });
}
