import { SNSClient } from '@aws-sdk/client-sns';
import type { AlertChannel } from '../alert-channel.ts';
import { eventAlertChannel } from '../event-alert-channel.ts';
import { claimAlert } from './alert-claim.ts';
import { blobsPort } from './blobs-port.ts';
import { clientSettings } from './client-settings.ts';
import { eventsPort } from './events-port.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { snsAlertChannel } from './sns-alert-channel.ts';

/** The way to people of a function that needs `alerts`; it reads and writes `state/alerts/` too. */
export function alertsPort(environment: FunctionEnvironment): AlertChannel {
  const blobs = blobsPort(environment);
  const now = () => new Date();
  const topic = snsAlertChannel({
    client: new SNSClient(clientSettings),
    topicArn: environment.INTELLICAM_ALARM_TOPIC,
    ...{ blobs, now },
  });
  const bus = eventAlertChannel({ events: eventsPort(environment) });
  return bothChannels(topic, {
    // A claim of its own, so that what fails here is not mailed again.
    send: async (alert) => {
      const claim = await claimAlert(blobs, `${alert.id}-event`, now);
      if (claim === 'sent') return 'duplicate';
      const outcome = await bus.send(alert);
      await claim.commit();
      return outcome;
    },
  });
}

// Both are tried, whatever becomes of the other; the one that failed is tried again with the alert.
function bothChannels(one: AlertChannel, other: AlertChannel): AlertChannel {
  return {
    send: async (alert) => {
      const results = await Promise.allSettled([one.send(alert), other.send(alert)]);
      const failed = results.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      const isNew = results.some(
        (result) => result.status === 'fulfilled' && result.value === 'sent',
      );
      return isNew ? 'sent' : 'duplicate';
    },
  };
}
