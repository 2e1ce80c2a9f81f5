import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { AlertChannel } from '../alert-channel.ts';
import { mailMessage } from '../mail-message.ts';
import { addressesOf, type MailPeople } from '../mail-people.ts';
import { isAwsError } from './aws-error.ts';

type SesMailChannelOptions = MailPeople & {
  readonly client: Pick<SESv2Client, 'send'>;
  readonly from: string;
  readonly now: () => Date;
};

// SES says them of a mail that it will never take, or until its owner has done something.
const refusals = [
  'MessageRejected',
  'AccountSuspendedException',
  'SendingPausedException',
  'MailFromDomainNotVerifiedException',
  'BadRequestException',
];

/** Mails alerts with their pictures by SES; one mail for all whom an alert is for. */
export function sesMailChannel(options: SesMailChannelOptions): AlertChannel {
  const { client, from, now } = options;
  return {
    reaches: (alert) => addressesOf(alert, options).length > 0,
    send: async (alert) => {
      const to = addressesOf(alert, options);
      const mail = await mailMessage(alert, { from, to, date: now() });
      try {
        await client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [...to] },
            Content: { Raw: { Data: mail } },
          }),
        );
        return 'sent';
      } catch (error) {
        if (!isAwsError(error, ...refusals)) {
          throw new Error(`mail alert ${alert.id}`, { cause: error });
        }
        const { name, message } = error;
        return {
          refused: name,
          todo: `intellicam doctor says what SES wants. It says: ${message}`,
        };
      }
    },
  };
}
