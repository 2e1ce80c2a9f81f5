import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { type CliRun, runCli } from '../run-cli.ts';
import { alarmInbox } from './alarm-inbox.ts';
import { bucketView } from './bucket-view.ts';
import { emulatedAccount, type RunningPipeline } from './emulated-account.ts';
import type { CameraPicture } from './garden-pictures.ts';

type Account = Awaited<ReturnType<typeof emulatedAccount>>;

/** The one deployment, as the parts of its test see it. */
export type DeployedPipeline = Pick<Account, 'stack' | 'iam' | 'owner' | 'ownersEnvironment'> & {
  readonly pipeline: RunningPipeline;
  /** What a second deployment would have changed, before anything was at work. */
  readonly secondPlan: readonly string[];
  readonly bucket: ReturnType<typeof bucketView>;
  readonly bucketName: string;
  readonly inbox: Awaited<ReturnType<typeof alarmInbox>>;
  /** Puts an object with the camera's key, as the uploader does. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>;
  /** Puts pictures of the garden's camera in the same way. */
  readonly upload: (...pictures: readonly CameraPicture[]) => Promise<void>;
  readonly send: (consumer: string, message: string) => Promise<void>;
  /** What is put off for a minute would otherwise be counted among what somebody else does. */
  readonly forgetWakeUps: () => Promise<void>;
  /** Runs a command with the owner's rights, in the folder of the deployment. */
  readonly command: (...args: readonly string[]) => Promise<CliRun>;
  readonly close: () => Promise<void>;
};

/** Deploys the pipeline, and has its functions at work. */
export async function openPipeline(): Promise<DeployedPipeline> {
  const account = await emulatedAccount();
  return openIn(account).catch(async (error: unknown) => {
    await account.close();
    throw error;
  });
}

async function openIn(account: Account): Promise<DeployedPipeline> {
  const { stack, iam, owner, ownersEnvironment } = account;
  const secondPlan = await stack.deployAgain();
  const bucketName = stack.outputs.bucket;
  const bucket = bucketView(owner.s3, bucketName);
  const inbox = await alarmInbox(owner, stack.outputs.alarm_topic_arn);
  // The embedded detector is less sure of people than Rekognition.
  await bucket.put('config/reko_alarms.csv', 'Person,People,Alarm,45\n');
  const pipeline = await account.run();
  return {
    ...{ stack, iam, owner, ownersEnvironment, pipeline, secondPlan, bucket, bucketName, inbox },
    ...{ put, upload, send, forgetWakeUps, command, close: account.close },
  };

  async function put(Key: string, Body: Uint8Array): Promise<void> {
    const object = { Bucket: bucketName, Key, Body, IfNoneMatch: '*' };
    await pipeline.garden.send(new PutObjectCommand(object));
  }

  async function upload(...pictures: readonly CameraPicture[]): Promise<void> {
    for (const { file, bytes } of pictures) await put(`upload/garden/${file}`, bytes);
  }

  async function send(consumer: string, MessageBody: string): Promise<void> {
    const QueueUrl = stack.outputs.queue_urls[consumer];
    await owner.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }

  async function forgetWakeUps(): Promise<void> {
    const QueueUrl = stack.outputs.queue_urls.thumbnailer;
    await owner.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  }

  function command(...args: readonly string[]): Promise<CliRun> {
    const config = join(stack.folder, 'intellicam.yaml');
    return runCli([...args, '--json', '--config', config], undefined, ownersEnvironment);
  }
}
