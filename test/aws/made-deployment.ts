import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { alarmListKey, uploadPrefix } from '../../contracts/object-key.ts';
import { allowSender, policyDocument } from '../../infra/policy-document.ts';
import { resourceName } from '../../infra/resource-name.ts';
import { writeZip } from '../../infra/write-zip.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { ownersAddress } from './owner-at-home.ts';

const region = 'eu-west-1';
const account = '123456789012';

/** The clients with which a test makes a deployment, and breaks it. */
export type MakerClients = ReturnType<typeof makerClients>;

export function makerClients(endpoint: string) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region, credentials };
  return {
    cloudWatch: new CloudWatchClient(settings),
    events: new EventBridgeClient(settings),
    iam: new IAMClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
  };
}

/** Makes by calls what Terraform makes, as far as the owner's commands look at it. */
export async function makeDeployment(clients: MakerClients, stage: string): Promise<Deployment> {
  const name = (...parts: readonly string[]) => resourceName(stage, ...parts);
  const bucket = name(account);
  await makeBucket(clients, bucket);
  const alarmTopicArn = await makeTopic(clients, name('alarm'));
  const operationsTopicArn = await makeTopic(clients, name('operations'));
  await clients.events.send(new CreateEventBusCommand({ Name: name() }));
  const role = await makeRole(clients, name('role'));
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const classifier = await makeConsumer(clients, {
    name: name('classifier'),
    ...{ role, sender: 's3.amazonaws.com', sourceArn: bucketArn },
  });
  const ruleArn = `arn:aws:events:${region}:${account}:rule/${name()}/${name('mover')}`;
  const mover = await makeConsumer(clients, {
    name: name('mover'),
    ...{ role, sender: 'events.amazonaws.com', sourceArn: ruleArn },
  });
  await makeRule(clients, { bus: name(), name: name('mover'), queueArn: mover.arn });
  await notify(clients, bucket, classifier.arn);
  await clients.cloudWatch.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName: name('uploads-waiting'), AlarmDescription: 'New pictures have waited.' },
      ...{ AlarmActions: [operationsTopicArn], Namespace: 'AWS/SQS', MetricName: 'Age' },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 900, Statistic: 'Maximum' },
      ...{ EvaluationPeriods: 1, Period: 300 },
    }),
  );
  return {
    ...{ stage, region, account, bucket, bus: name(), alarmTopicArn, operationsTopicArn },
    uploadsQueueUrl: classifier.url,
    undeliveredQueueUrl: (await makeQueue(clients, name('undelivered'))).url,
    queueUrls: { classifier: classifier.url, mover: mover.url },
    deadLetterQueueUrls: { classifier: classifier.deadUrl, mover: mover.deadUrl },
    functionNames: { classifier: name('classifier'), mover: name('mover') },
  };
}

async function makeBucket({ s3 }: MakerClients, Bucket: string): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: region } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const PublicAccessBlockConfiguration = {
    ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
    ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
  };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  const Body = 'Person,people,Alarm\nCar,vehicles,Quiet\n';
  await s3.send(new PutObjectCommand({ Bucket, Key: alarmListKey, Body }));
}

/** Tells a queue of uploads. */
export async function notify({ s3 }: MakerClients, Bucket: string, queueArn: string) {
  const Filter = { Key: { FilterRules: [{ Name: 'prefix', Value: uploadPrefix } as const] } };
  const uploads = { QueueArn: queueArn, Events: ['s3:ObjectCreated:*' as const], Filter };
  const NotificationConfiguration = { QueueConfigurations: [uploads] };
  await s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }),
  );
}

async function makeTopic({ sns }: MakerClients, Name: string): Promise<string> {
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: ownersAddress }));
  return TopicArn;
}

type QueueToMake = { readonly url: string; readonly arn: string };

async function makeQueue({ sqs }: MakerClients, name: string, Policy = ''): Promise<QueueToMake> {
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      ...(Policy === '' ? {} : { Attributes: { Policy } }),
    }),
  );
  return { url, arn: `arn:aws:sqs:${region}:${account}:${name}` };
}

type ConsumerToMake = {
  readonly name: string;
  readonly role: string;
  readonly sender: string;
  readonly sourceArn: string;
};

async function makeConsumer(
  clients: MakerClients,
  { name, role, sender, sourceArn }: ConsumerToMake,
): Promise<QueueToMake & { readonly deadUrl: string }> {
  const arn = `arn:aws:sqs:${region}:${account}:${name}`;
  const from = { service: sender, sourceArn, accountId: account };
  const policy = policyDocument([allowSender(from, 'sqs:SendMessage', arn)]);
  const { url } = await makeQueue(clients, name, policy);
  const dead = await makeQueue(clients, `${name}-dead-letters`);
  const { FunctionArn } = await clients.lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName: name, Role: role, Handler: 'index.handler', Runtime: 'nodejs22.x' },
      Code: { ZipFile: writeZip(new Map([['index.mjs', new Uint8Array()]])) },
    }),
  );
  await clients.lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: FunctionArn, EventSourceArn: arn }),
  );
  return { url, arn, deadUrl: dead.url };
}

async function makeRole({ iam }: MakerClients, RoleName: string): Promise<string> {
  const AssumeRolePolicyDocument = policyDocument([
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ]);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  return Role?.Arn ?? '';
}

async function makeRule(
  { events }: MakerClients,
  { bus, name, queueArn }: { bus: string; name: string; queueArn: string },
): Promise<void> {
  const EventPattern = JSON.stringify({ source: ['intellicam'] });
  await events.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: queueArn }];
  await events.send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets }));
}
