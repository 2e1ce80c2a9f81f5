import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import { s3BlobStore } from '../../runtime/aws/s3-blob-store.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { startConditionalCopies } from './copy-conditions.ts';
import { startMoto } from './start-moto.ts';

export let moto: Awaited<ReturnType<typeof startMoto>>;
let copies: Awaited<ReturnType<typeof startConditionalCopies>>;

/** Gives a test file an emulator for its adapters. */
export function useEmulator(): void {
  beforeAll(async () => {
    moto = await startMoto();
    copies = await startConditionalCopies(moto.endpoint, new S3Client(settings()));
  });
  afterAll(async () => {
    await copies.close();
    await moto.close();
  });
}

export const settings = () => ({
  endpoint: moto.endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

export async function openBucket(versioned: boolean): Promise<BlobStore> {
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

export async function openQueue() {
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
