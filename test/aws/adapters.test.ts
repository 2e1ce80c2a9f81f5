import { randomUUID } from 'node:crypto';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabelSchema } from '../../contracts/label.ts';
import { parseS3Notification } from '../../contracts/s3-notification.ts';
import { parseWakeUp, type WakeUp, wakeUpExamples } from '../../contracts/wake-up.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { eventBridgeBus } from '../../runtime/aws/event-bridge-bus.ts';
import { rekognitionLabeler } from '../../runtime/aws/rekognition-labeler.ts';
import { s3BlobStore } from '../../runtime/aws/s3-blob-store.ts';
import { snsAlertChannel } from '../../runtime/aws/sns-alert-channel.ts';
import { sqsTimers } from '../../runtime/aws/sqs-timers.ts';
import { sqsUploads } from '../../runtime/aws/sqs-uploads.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { claimedChannel } from '../../runtime/claimed-channel.ts';
import { defineConsumer } from '../../runtime/define-consumer.ts';
import { eventRule } from '../../runtime/event-rule.ts';
import { blobStoreContract } from '../adapters/blob-store-contract.ts';
import { eventBusContract } from '../adapters/event-bus-contract.ts';
import { startConditionalCopies } from './copy-conditions.ts';
import { startMoto } from './start-moto.ts';

const now = () => new Date();

let moto: Awaited<ReturnType<typeof startMoto>>;
let copies: Awaited<ReturnType<typeof startConditionalCopies>>;
beforeAll(async () => {
  moto = await startMoto();
  copies = await startConditionalCopies(moto.endpoint, new S3Client(settings()));
});
afterAll(async () => {
  await copies.close();
  await moto.close();
});

const settings = () => ({
  endpoint: moto.endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

async function openBucket(versioned: boolean): Promise<BlobStore> {
  const client = new S3Client(settings());
  const bucket = `pictures-${randomUUID()}`;
  const region = { LocationConstraint: 'eu-west-1' } as const;
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: region }));
  if (versioned) {
    const enabled = { VersioningConfiguration: { Status: 'Enabled' } } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, ...enabled }));
  }
  // The emulator knows no conditions of a copy.
  const store = new S3Client({ ...settings(), endpoint: copies.endpoint });
  return s3BlobStore({ client: store, bucket });
}

async function openQueue() {
  const client = new SQSClient(settings());
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: randomUUID() }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes?.QueueArn ?? '';
  return { arn, take };

  async function take(): Promise<readonly string[]> {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { ReceiptHandle } of Messages) {
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    const bodies = Messages.map(({ Body = '' }) => Body);
    return bodies.length === 0 ? [] : [...bodies, ...(await take())];
  }
}

// Moto 5.2 finds no operation in the path of a key with a line break; S3 does.
const exceptions = { impossibleKeys: ['new\nline'] };
blobStoreContract('a bucket', () => openBucket(false), exceptions);
blobStoreContract('a versioned bucket', () => openBucket(true), exceptions);

describe('the S3 blob store', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('reads the version that it is told, also when another has taken its place', async () => {
    const blobs = await openBucket(true);
    await blobs.put('a', bytes('first'));
    const { versionId = '', etag = '' } = (await blobs.get('a')) ?? {};
    await blobs.put('a', bytes('second'));
    const first = await blobs.get('a', { versionId });
    expect(new TextDecoder().decode(first?.bytes)).toBe('first');
    expect(await blobs.copy('a', 'b', { versionId, ifMatch: etag })).toBe('copied');
    expect(await blobs.get('b')).toMatchObject({ etag });
    expect(await blobs.get('a', { versionId: randomUUID() })).toBeUndefined();
  });

  it('reads the beginning of an empty object', async () => {
    const blobs = await openBucket(false);
    await blobs.put('empty', bytes(''));
    expect(await blobs.get('empty', { firstBytes: 10 })).toMatchObject({ sizeBytes: 0 });
  });

  it('keeps metadata that is not ASCII', async () => {
    const blobs = await openBucket(false);
    const metadata = { 'motion-event': ' 100 % größer 😀\n' };
    await blobs.put('a', bytes('1'), { metadata });
    expect(await blobs.get('a')).toMatchObject({ metadata });
  });

  it('lists more objects than one page holds', async () => {
    const blobs = await openBucket(false);
    const keys = Array.from({ length: 1010 }, (_, index) => `a/${String(index).padStart(4, '0')}`);
    for (const key of keys) await blobs.put(key, bytes(''));
    const listed: string[] = [];
    for await (const { key } of blobs.list('a/')) listed.push(key);
    expect(listed).toEqual(keys);
  });

  it('says what it was about when the bucket is not there', async () => {
    const blobs = s3BlobStore({ client: new S3Client(settings()), bucket: 'nobodys' });
    await expect(blobs.get('a/b.jpg')).rejects.toThrow('read object a/b.jpg');
    await expect(blobs.put('a', bytes('1'))).rejects.toThrow('write object a');
  });
});

eventBusContract('EventBridge', async () => {
  const client = new EventBridgeClient(settings());
  const shape = {
    ...{ needs: [], grants: {}, memoryMb: 128, timeoutSeconds: 1, batchSize: 1, concurrency: 1 },
    load: async () => ({ createHandle: () => async () => ({ outcome: 'done' }) }),
  } as const;
  const alarms = defineConsumer({
    ...shape,
    listensTo: ['ImageClassified'],
    where: { outcome: ['alarm'] },
  });
  const everything = defineConsumer({ ...shape, listensTo: ['ImageClassified', 'ImageRejected'] });
  const busName = randomUUID();
  await client.send(new CreateEventBusCommand({ Name: busName }));
  const queueFor = async (consumer: typeof alarms) => {
    const queue = await openQueue();
    const rule = { EventBusName: busName, Name: randomUUID() };
    const pattern = JSON.stringify(eventRule(consumer));
    await client.send(new PutRuleCommand({ ...rule, EventPattern: pattern }));
    await client.send(
      new PutTargetsCommand({
        ...{ EventBusName: busName, Rule: rule.Name },
        Targets: [{ Id: 'queue', Arn: queue.arn }],
      }),
    );
    return queue.take;
  };
  return {
    bus: eventBridgeBus({ client, busName, now }),
    alarms: await queueFor(alarms),
    everything: await queueFor(everything),
  };
});

describe('the Rekognition labeler', () => {
  it('brings labels in the shape that everybody expects', async () => {
    const client = new RekognitionClient(settings());
    const bucket = 'pictures';
    const labeler = rekognitionLabeler({ client, bucket, minConfidence: 55, maxLabels: 50 });
    const labels = await labeler.label({ key: 'upload/a.jpg', etag: 'e', versionId: 'v' });
    // Moto gives the same answer for every picture, whether there is one or not.
    expect(labels.map(({ name }) => name)).toContain('Mobile Phone');
    expect(v.parse(v.array(LabelSchema), labels)).toEqual(labels);
  });
});

describe('the SQS timers', () => {
  it('bring a wake-up into the queue, not sooner than asked for', async () => {
    const client = new SQSClient(settings());
    const { QueueUrl: queueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: randomUUID() }),
    );
    const timers = sqsTimers({ client, queueUrl });
    const wake = (digest: number): WakeUp => {
      const { type, detail } = wakeUpExamples.DigestDue;
      return { type, detail: { ...detail, digest } };
    };
    await timers.later(wake(1), -5);
    await timers.later(wake(2), 0.5);
    // A quarter of an hour is the most that SQS takes; a longer one comes sooner.
    await timers.later(wake(3), 40_000);
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    const received = Messages.map(({ Body = '' }) => parseWakeUp(JSON.parse(Body)));
    expect(received).toEqual([wake(1)]);
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessagesDelayed: '2' });
  });

  it('say what they were about when the queue is not there', async () => {
    const queueUrl = `${moto.endpoint}/123456789012/nobodys`;
    const timers = sqsTimers({ client: new SQSClient(settings()), queueUrl });
    await expect(timers.later(wakeUpExamples.DigestDue, 1)).rejects.toThrow(
      'set a timer for DigestDue',
    );
  });
});

describe('the SQS uploads', () => {
  it('tells of pictures as the bucket does, and counts what nobody has handled', async () => {
    const client = new SQSClient(settings());
    const { QueueUrl: queueUrl = '' } = await client.send(
      new CreateQueueCommand({ QueueName: randomUUID() }),
    );
    const uploads = sqsUploads({ client, queueUrl });
    const pictures = Array.from({ length: 12 }, (_, n) => ({
      ...{ bucket: 'pictures', key: `upload/gärten/${n} +.jpg`, etag: `e${n}`, sizeBytes: n },
      versionId: `v${n}`,
    }));
    await uploads.tellAgain(pictures);
    expect(await uploads.held()).toBe(12);
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1 }),
    );
    const [read] = parseS3Notification(Messages[0]?.Body ?? '');
    expect(pictures).toContainEqual(read?.kind === 'created' ? read.object : undefined);
    // Also what is in work.
    expect(await uploads.held()).toBe(12);
  });

  it('says of which picture nobody could be told', async () => {
    const queueUrl = `${moto.endpoint}/123456789012/nobodys`;
    const uploads = sqsUploads({ client: new SQSClient(settings()), queueUrl });
    const picture = { bucket: 'pictures', key: 'upload/a.jpg', etag: 'e', sizeBytes: 1 };
    await expect(uploads.tellAgain([picture])).rejects.toThrow('tell again of upload/a.jpg');
    await expect(uploads.held()).rejects.toThrow('count the messages about new pictures');
  });
});

describe('the SNS alert channel', () => {
  const alert: Alert = {
    kind: 'alarm',
    severity: 'alarm',
    id: 'image',
    camera: 'garden',
    labels: ['Person', 'Human'],
    capturedAt: '2026-11-20T13:02:20.000Z',
    subject: '⏰ Alarm Event detected! ⏰ Person 98 %',
    text: 'Person 98 %\n',
    html: '',
  };

  it('tells whom it concerns, once, with what they may filter by', async () => {
    const client = new SNSClient(settings());
    const { TopicArn: topicArn = '' } = await client.send(
      new CreateTopicCommand({ Name: randomUUID() }),
    );
    const queue = await openQueue();
    await client.send(
      new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queue.arn }),
    );
    const sns = snsAlertChannel({ client, topicArn });
    const blobs = await openBucket(false);
    const channel = claimedChannel({ name: 'sns', channel: sns, blobs, now });
    expect(await channel.send(alert)).toBe('sent');
    expect(await channel.send(alert)).toBe('duplicate');
    const messages = (await queue.take()).map((body) => JSON.parse(body));
    expect(messages).toMatchObject([
      {
        Subject: 'Alarm Event detected! Person 98 %',
        Message: expect.stringContaining(JSON.stringify(alert.text)),
        MessageAttributes: {
          camera: { Value: 'garden' },
          severity: { Value: 'alarm' },
          kind: { Value: 'alarm' },
          label: { Type: 'String.Array', Value: '["Person","Human"]' },
        },
      },
    ]);
  });
});
