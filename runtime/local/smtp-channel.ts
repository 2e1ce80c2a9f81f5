import { createTransport } from 'nodemailer';
import type { AlertChannel, Refusal } from '../alert-channel.ts';
import { mailMessage } from '../mail-message.ts';
import { addressesOf, type MailPeople } from '../mail-people.ts';
import type { SmtpSettings } from './channels-schema.ts';
import { isLoopbackHost } from './is-loopback-host.ts';

type SmtpChannelOptions = {
  readonly smtp: Omit<SmtpSettings, 'to'>;
  readonly people: MailPeople;
  readonly now: () => Date;
};

// From connecting to the last byte; then it is tried again.
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
const tlsPort = 465;

/** Mails alerts with their pictures by a mail server; one mail for all whom an alert is for. */
export function smtpChannel({ smtp, people, now }: SmtpChannelOptions): AlertChannel {
  const { host, port, user, password, from } = smtp;
  const transport = createTransport({
    ...{ host, port, secure: port === tlsPort, ...timeouts },
    ...(user === undefined || password === undefined
      ? {}
      : // A password goes over no wire that others can read.
        { auth: { user, pass: password }, requireTLS: !isLoopbackHost(host) }),
  });
  return {
    reaches: (alert) => addressesOf(alert, people).length > 0,
    send: async (alert) => {
      const to = [...addressesOf(alert, people)];
      const sender = `IntelliCam <${from}>`;
      const raw = Buffer.from(await mailMessage(alert, { from: sender, to, date: now() }));
      try {
        const { rejected } = await transport.sendMail({ envelope: { from, to }, raw });
        return rejected.length === 0 ? 'sent' : refusalOfSome(rejected.map(String));
      } catch (error) {
        return refusalOf(error) ?? failed(alert.id, error);
      }
    },
  };
}

function refusalOfSome(addresses: readonly string[]): Refusal {
  const todo = `Look whether these addresses are right: ${addresses.join(', ')}. Others got the mail.`;
  return { refused: 'SomeRecipients', todo };
}

// A mail server's 4.. may pass, its 5.. does not.
function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && 'responseCode' in error)) return undefined;
  const { responseCode, message } = error;
  if (typeof responseCode !== 'number' || responseCode < 500) return undefined;
  const todo = `Look at smtp in config/channels.yaml. The mail server says: ${message}`;
  return { refused: `SMTP-${responseCode}`, todo };
}

function failed(id: string, cause: unknown): never {
  throw new Error(`mail alert ${id}`, { cause });
}
