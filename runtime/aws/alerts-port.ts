import { SNSClient } from '@aws-sdk/client-sns';
import type { AlertChannel } from '../alert-channel.ts';
import { blobsPort } from './blobs-port.ts';
import { clientSettings } from './client-settings.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { snsAlertChannel } from './sns-alert-channel.ts';

/** The way to people of a function that needs `alerts`; it reads and writes `state/alerts/` too. */
export function alertsPort(environment: FunctionEnvironment): AlertChannel {
  return snsAlertChannel({
    client: new SNSClient(clientSettings),
    topicArn: environment.INTELLICAM_ALARM_TOPIC,
    blobs: blobsPort(environment),
    now: () => new Date(),
  });
}
