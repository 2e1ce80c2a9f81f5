import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { stateFileName } from '../../infra/stack-name.ts';
import { type emulatorClients, region } from './emulator-clients.ts';

/** A bucket and a topic as they are deployed, and the folder in which their owner deployed them. */
export async function ownerFolder({ s3, sns }: ReturnType<typeof emulatorClients>) {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-owner-'));
  const bucket = `pictures-${randomUUID()}`;
  const CreateBucketConfiguration = { LocationConstraint: region } as const;
  await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
  const { TopicArn: topicArn = '' } = await sns.send(
    new CreateTopicCommand({ Name: randomUUID() }),
  );
  const config = join(folder, 'intellicam.yaml');
  await writeFile(config, configuration);
  const consumers = ['classifier', 'mover', 'thumbnailer', 'notifier'];
  const named = (value: (name: string) => string) =>
    Object.fromEntries(consumers.map((name) => [name, value(`intellicam-home-${name}`)]));
  const outputs = {
    ...{ stage: 'home', region, account_id: '123456789012', bucket, bus: 'intellicam-home' },
    uploads_queue_url: 'https://sqs/intellicam-home-classifier',
    undelivered_queue_url: 'https://sqs/intellicam-home-undelivered',
    queue_urls: named((name) => `https://sqs/${name}`),
    dead_letter_queue_urls: named((name) => `https://sqs/${name}-dead-letters`),
    function_names: named((name) => name),
    ...{ alarm_topic_arn: topicArn, operations_topic_arn: `${topicArn}-operations` },
  };
  const state = Object.entries(outputs).map(([name, value]) => [name, { value }]);
  const stateFile = join(folder, stateFileName({ stage: 'home' }));
  await writeFile(stateFile, JSON.stringify({ outputs: Object.fromEntries(state) }));
  return { folder, config, bucket, topicArn, close: () => rm(folder, { recursive: true }) };
}

const configuration = `region: ${region}
timeZone: Europe/Berlin
cameras: [garden, gate]
recipients:
  emails: [owner@example.org]
`;
