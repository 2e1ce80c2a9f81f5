import { type SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { MachineAlertSchema } from '../../contracts/machine-alert.ts';

/** What somebody who subscribed to the alarm topic is told. */
export type Told = { readonly subject: string; readonly text: string };

const EnvelopeSchema = v.pipe(
  v.object({ Subject: v.string(), Message: v.pipe(v.string(), v.parseJson(), MachineAlertSchema) }),
  v.transform(({ Subject, Message }): Told => ({ subject: Subject, text: Message.text })),
);

/** Subscribes to a topic with a queue, as an owner would with a mail address. */
export async function alarmInbox(
  { sqs, sns }: { readonly sqs: SQSClient; readonly sns: SNSClient },
  topicArn: string,
  { QueueName = 'inbox', filter = {} }: { QueueName?: string; filter?: object } = {},
) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const Endpoint = topicArn.replace(':sns:', ':sqs:').replace(/[^:]*$/, QueueName);
  const Attributes = { FilterPolicy: JSON.stringify(filter) };
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint, Attributes }),
  );
  return { takeAll, close };

  // The emulator lets nobody publish to a topic one of whose queues has gone.
  async function close(): Promise<void> {
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }

  /** What arrived since it was last asked. */
  async function takeAll(): Promise<readonly Told[]> {
    const told: Told[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return told;
      for (const { Body = '', ReceiptHandle } of Messages) {
        told.push(v.parse(EnvelopeSchema, JSON.parse(Body)));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
  }
}
