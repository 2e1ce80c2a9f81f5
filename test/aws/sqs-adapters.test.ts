import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { parseS3Notification } from '../../contracts/s3-notification.ts';
import { parseWakeUp, type WakeUp, wakeUpExamples } from '../../contracts/wake-up.ts';
import { sqsTimers } from '../../runtime/aws/sqs-timers.ts';
import { sqsUploads } from '../../runtime/aws/sqs-uploads.ts';
import { moto, settings, useEmulator } from './adapters-emulator.ts';

useEmulator();

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
