import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DisableRuleCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import {
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  DeleteTopicCommand,
  ListSubscriptionsByTopicCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  DeleteQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { alarmListKey } from '../../contracts/object-key.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import type { Finding } from '../../runtime/aws/owner/finding.ts';
import { type MakerClients, notify } from './made-deployment.ts';

/** Something that goes wrong with a deployment, and which check of the doctor finds it. */
type Harm = {
  readonly what: string;
  readonly check: string;
  /** A problem, unless it says otherwise. */
  readonly state?: Finding['state'];
  readonly harm: (clients: MakerClients, deployment: Deployment) => Promise<unknown>;
};

export const harms: readonly Harm[] = [
  {
    what: 'a function is gone',
    check: 'classifier',
    harm: async (clients, { functionNames: { classifier } }) => {
      await clients.lambda.send(new DeleteFunctionCommand({ FunctionName: classifier }));
    },
  },
  {
    what: 'a function was switched off from its queue',
    check: 'mover',
    harm: async (clients, deployment) => {
      const UUID = await mappingOf(clients, deployment, 'mover');
      await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    },
  },
  {
    what: 'a function has no queue',
    check: 'classifier',
    harm: async (clients, deployment) => {
      const UUID = await mappingOf(clients, deployment, 'classifier');
      await clients.lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    },
  },
  {
    what: 'another function takes what is in the queue',
    check: 'classifier',
    harm: async (clients, deployment) => {
      const UUID = await mappingOf(clients, deployment, 'classifier');
      const FunctionName = deployment.functionNames.mover;
      await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID, FunctionName }));
    },
  },
  {
    what: 'a rule is switched off',
    check: 'mover',
    harm: (clients, { bus, functionNames: { mover } }) =>
      clients.events.send(new DisableRuleCommand({ Name: mover, EventBusName: bus })),
  },
  {
    what: 'a rule has lost its queue',
    check: 'mover',
    harm: (clients, { bus, functionNames: { mover } }) =>
      clients.events.send(
        new RemoveTargetsCommand({ Rule: mover, EventBusName: bus, Ids: ['queue'] }),
      ),
  },
  {
    what: 'the bucket tells somebody else of uploads',
    check: 'notification',
    harm: (clients, { bucket, region, account, functionNames: { mover } }) =>
      notify(clients, bucket, `arn:aws:sqs:${region}:${account}:${mover}`),
  },
  {
    what: 'the queue refuses the bucket',
    check: 'notification',
    harm: (clients, { uploadsQueueUrl: QueueUrl }) =>
      clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } })),
  },
  {
    what: 'versioning is off',
    check: 'bucket',
    harm: (clients, { bucket: Bucket }) => {
      const VersioningConfiguration = { Status: 'Suspended' } as const;
      return clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    },
  },
  {
    what: 'public access is possible',
    check: 'bucket',
    harm: (clients, { bucket: Bucket }) =>
      clients.s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
  },
  {
    what: 'the alarm list is gone',
    check: 'what rings',
    harm: (clients, { bucket: Bucket }) =>
      clients.s3.send(new DeleteObjectCommand({ Bucket, Key: alarmListKey })),
  },
  {
    what: 'a row of the alarm list has a mistake',
    check: 'what rings',
    state: 'warning',
    harm: (clients, { bucket: Bucket }) => {
      const Body = 'Person,people,Alarm\nCar,vehicles,Loud\n';
      return clients.s3.send(new PutObjectCommand({ Bucket, Key: alarmListKey, Body }));
    },
  },
  {
    what: 'events could not be delivered',
    check: 'dead letters',
    harm: (clients, { undeliveredQueueUrl }) => sendTo(clients, undeliveredQueueUrl),
  },
  {
    what: 'a queue for dead letters is gone',
    check: 'dead letters',
    harm: (clients, { deadLetterQueueUrls: { mover: QueueUrl } }) =>
      clients.sqs.send(new DeleteQueueCommand({ QueueUrl })),
  },
  {
    what: 'an alarm about the pipeline rings',
    check: 'operations',
    harm: (clients, { stage }) =>
      clients.cloudWatch.send(
        new SetAlarmStateCommand({
          AlarmName: `intellicam-${stage}-uploads-waiting`,
          ...{ StateValue: 'ALARM', StateReason: 'a test' },
        }),
      ),
  },
  {
    what: 'the alarm topic is gone',
    check: 'alarm topic',
    harm: (clients, { alarmTopicArn: TopicArn }) =>
      clients.sns.send(new DeleteTopicCommand({ TopicArn })),
  },
  {
    what: 'the owner is no longer told of alarms',
    check: 'alarm topic',
    harm: (clients, { alarmTopicArn }) => unsubscribeAll(clients, alarmTopicArn),
  },
  {
    what: 'the owner is no longer told of trouble',
    check: 'operations topic',
    state: 'warning',
    harm: (clients, { operationsTopicArn }) => unsubscribeAll(clients, operationsTopicArn),
  },
];

async function mappingOf(
  { lambda }: MakerClients,
  { region, account, functionNames }: Deployment,
  consumer: string,
): Promise<string> {
  const EventSourceArn = `arn:aws:sqs:${region}:${account}:${functionNames[consumer]}`;
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ EventSourceArn }),
  );
  return EventSourceMappings[0]?.UUID ?? '';
}

/** Puts a message into a queue. */
export async function sendTo({ sqs }: MakerClients, QueueUrl: string | undefined): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'lost' }));
}

async function unsubscribeAll({ sns }: MakerClients, TopicArn: string): Promise<void> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  for (const { SubscriptionArn } of Subscriptions) {
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  }
}
