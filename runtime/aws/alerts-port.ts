import { SNSClient } from '@aws-sdk/client-sns';
import type { AlertChannel } from '../alert-channel.ts';
import { type Alerts, alertsOver } from '../alerts.ts';
import { claimedChannel } from '../claimed-channel.ts';
import { eventAlertChannel } from '../event-alert-channel.ts';
import { addressesOf } from '../mail-people.ts';
import { blobsPort } from './blobs-port.ts';
import { clientSettings } from './client-settings.ts';
import { eventsPort } from './events-port.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { galleryLinkPort } from './gallery-link-port.ts';
import type { MailSettings } from './mail-variable.ts';
import { snsAlertChannel } from './sns-alert-channel.ts';

/** The ways to people of a function that needs `alerts`; it reads and writes `state/alerts/` too. */
export function alertsPort(environment: FunctionEnvironment): Alerts {
  const { INTELLICAM_MAIL: mail, INTELLICAM_PEOPLE: people } = environment;
  const blobs = blobsPort(environment);
  const now = () => new Date();
  const sns = snsAlertChannel({
    client: new SNSClient(clientSettings),
    topicArn: environment.INTELLICAM_ALARM_TOPIC,
  });
  const events = eventAlertChannel({ events: eventsPort(environment) });
  const bus = claimedChannel({ name: 'bus', channel: events, blobs, now });
  const channels = { sns, ...(mail === null ? {} : { mail: mailChannel(mail) }) };
  const claimed = Object.entries(channels).map(
    ([name, channel]) => [name, claimedChannel({ name, channel, blobs, now })] as const,
  );
  const galleryLink = galleryLinkPort(environment.INTELLICAM_GALLERY);
  return alertsOver({ channels: Object.fromEntries(claimed), bus, people, galleryLink });
}

// Who sends no mails need not wait until what composes them is loaded.
function mailChannel(mail: MailSettings): AlertChannel {
  const opening = import('./open-mail-channel.ts').then(({ openMailChannel }) =>
    openMailChannel(mail),
  );
  // Told by the first alert.
  opening.catch(() => undefined);
  return {
    reaches: (alert) => addressesOf(alert, mail).length > 0,
    send: async (alert) => (await opening).send(alert),
  };
}
