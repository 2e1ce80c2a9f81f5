import { SNSClient } from '@aws-sdk/client-sns';
import { type Alerts, alertsOver } from '../alerts.ts';
import { claimedChannel } from '../claimed-channel.ts';
import { eventAlertChannel } from '../event-alert-channel.ts';
import { blobsPort } from './blobs-port.ts';
import { clientSettings } from './client-settings.ts';
import { eventsPort } from './events-port.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { snsAlertChannel } from './sns-alert-channel.ts';

/** The ways to people of a function that needs `alerts`; it reads and writes `state/alerts/` too. */
export function alertsPort(environment: FunctionEnvironment): Alerts {
  const blobs = blobsPort(environment);
  const now = () => new Date();
  const sns = snsAlertChannel({
    client: new SNSClient(clientSettings),
    topicArn: environment.INTELLICAM_ALARM_TOPIC,
  });
  const bus = eventAlertChannel({ events: eventsPort(environment) });
  const claimed = Object.entries({ sns, bus }).map(
    ([name, channel]) => [name, claimedChannel({ name, channel, blobs, now })] as const,
  );
  return alertsOver({ channels: Object.fromEntries(claimed) });
}
