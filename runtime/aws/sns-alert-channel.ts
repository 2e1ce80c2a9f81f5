import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertChannel } from '../alert-channel.ts';
import { isAwsError } from './aws-error.ts';
import { snsMessage } from './sns-message.ts';

type SnsAlertChannelOptions = {
  readonly client: Pick<SNSClient, 'send'>;
  readonly topicArn: string;
};

// SNS says them of a message that it will never take.
const refusals = [
  'InvalidParameterException',
  'InvalidParameterValueException',
  'OptedOutException',
];

/** Tells everybody who subscribed to the topic, by mail or as they chose; the picture stays behind. */
export function snsAlertChannel(options: SnsAlertChannelOptions): AlertChannel {
  const { client, topicArn } = options;
  return {
    send: async (alert) => {
      try {
        await client.send(new PublishCommand({ TopicArn: topicArn, ...snsMessage(alert) }));
        return 'sent';
      } catch (error) {
        if (!isAwsError(error, ...refusals))
          throw new Error(`send alert ${alert.id}`, { cause: error });
        return { refused: error.name, todo: `SNS says: ${error.message}` };
      }
    },
  };
}
