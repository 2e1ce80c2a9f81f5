import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { reconcileCommand } from '../../cli/reconcile-command.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { thumbnailKey } from '../../contracts/gallery-key.ts';
import { eventSource } from '../../contracts/image-event.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { formatS3Notification, parseS3Notification } from '../../contracts/s3-notification.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { runCli } from '../run-cli.ts';
import {
  clients,
  moto,
  openDeployment,
  openHome,
  useOwnedDeployments,
} from './owned-deployments.ts';

useOwnedDeployments();

async function owned() {
  const deployment = await openDeployment();
  const config = await openHome(deployment);
  const command = (...args: readonly string[]) => runCli([...args, '--config', config]);
  return { deployment, command, config };
}

const { ImageClassified } = eventExamples;
const body = JSON.stringify({
  ...{ source: eventSource, 'detail-type': 'ImageClassified' },
  detail: ImageClassified.detail,
});
const upload = formatS3Notification({
  ...{ bucket: 'pictures', key: 'upload/garden/a b.jpg', etag: 'e', sizeBytes: 1 },
});

async function send(QueueUrl = '', MessageBody: string, attributes: Record<string, string> = {}) {
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [
      name,
      { DataType: 'String', StringValue },
    ]),
  );
  await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
}

async function bodiesIn(QueueUrl = ''): Promise<readonly (string | undefined)[]> {
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.map(({ Body }) => Body);
}

it('dlq shows and puts back what consumers gave up, each to its own queue', async () => {
  const { deployment, command } = await owned();
  const { deadLetterQueueUrls, queueUrls } = deployment;
  expect(await command('dlq', 'ls')).toMatchObject({ code: 0, stderr: '' });
  await send(deadLetterQueueUrls.classifier, upload);
  await send(deadLetterQueueUrls.mover, body);
  await send(deadLetterQueueUrls.mover, body);

  const listed = await command('dlq', 'ls');
  expect(listed.code).toBe(1);
  expect(listed.stdout).toMatch(/^classifier +1 {2}0 min$/m);
  expect(listed.stdout).toMatch(/^mover +2 {2}0 min$/m);
  const shown = await command('dlq', 'show', 'classifier');
  expect(shown.stdout).toContain('  a new picture\n  upload/garden/a b.jpg\n');
  // To look takes nothing away.
  expect((await command('dlq', 'ls')).stdout).toBe(listed.stdout);

  const [first = ''] = (await command('dlq', 'show', 'mover', '--json')).stdout.split('\n');
  const { id } = JSON.parse(first);
  expect((await command('dlq', 'redrive', 'mover', '--id', id)).code).toBe(0);
  expect(await bodiesIn(queueUrls.mover)).toEqual([body]);
  const run = await command('dlq', 'redrive', '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({ redrive: { classifier: 1, mover: 1 } });
  expect(await bodiesIn(queueUrls.mover)).toEqual([body, body]);
  // Beside S3's own test message.
  expect(await bodiesIn(queueUrls.classifier)).toContain(upload);
  expect((await command('dlq', 'ls')).code).toBe(0);
});

it('dlq puts an undelivered event into the queue that it was for', async () => {
  const { deployment, command } = await owned();
  const { undeliveredQueueUrl, queueUrls } = deployment;
  const TARGET_ARN = `arn:aws:sqs:eu-west-1:123456789012:intellicam-${deployment.stage}-mover`;
  const why = { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'may not send' };
  await send(undeliveredQueueUrl, body, { TARGET_ARN, ...why });
  await send(undeliveredQueueUrl, '{"source":"aws.events"}', { TARGET_ARN });
  const shown = await command('dlq', 'show', 'undelivered');
  expect(shown.stdout).toContain('NO_PERMISSIONS: may not send');
  expect(await command('dlq', 'redrive', 'undelivered')).toMatchObject({ code: 0, stderr: '' });
  // A schedule's own event is no tick, and a newer one has come.
  expect(await bodiesIn(queueUrls.mover)).toEqual([body]);
  expect(await bodiesIn(undeliveredQueueUrl)).toEqual([]);
});

it('dlq leaves an event where it is that leads back to nobody', async () => {
  const { deployment, command } = await owned();
  await send(deployment.undeliveredQueueUrl, body);
  const run = await command('dlq', 'redrive', 'undelivered');
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toContain('undelivered: no queue leads back to whom these were for');
  expect(await bodiesIn(deployment.undeliveredQueueUrl)).toEqual([body]);
  expect(await command('dlq', 'drop', 'undelivered', '--yes')).toMatchObject({ code: 0 });
  expect(await bodiesIn(deployment.undeliveredQueueUrl)).toEqual([]);
});

/** A picture of today that was decided on and filed nowhere, and is not on the page. */
async function recorded({ bucket: Bucket }: Deployment): Promise<string> {
  const at = new Date(Date.now() - 60_000).toISOString();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Zurich' }).format(new Date(at));
  const { type, detail } = ImageClassified;
  const event = { type, detail: { ...detail, capturedAt: at } };
  const record = { schemaVersion: 1, recordedAt: at, event, labels: [] };
  const Key = recordKey('garden', day, detail.imageId);
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(record) }));
  const thumbnail = thumbnailKey('garden', day, detail.imageId);
  await clients.s3.send(new PutObjectCommand({ Bucket, Key: thumbnail, Body: 'small' }));
  return Key;
}

it('reconcile finds nothing wrong with what is young, and asks the queue', async () => {
  const { deployment, command } = await owned();
  const { bucket: Bucket } = deployment;
  await recorded(deployment);
  const Key = 'upload/garden/a.jpg';
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'picture' }));
  const run = await command('reconcile', '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toMatchObject({
    ...{ place: `s3://${Bucket}`, stragglers: 0, unlisted: [], mended: { toldAgain: 0 } },
  });
  expect(await clients.s3.send(new GetObjectCommand({ Bucket, Key }))).toBeTruthy();
});

it('reconcile tells of a picture again that lost its message, and repeats an event', async () => {
  const { deployment, config } = await owned();
  const { bucket: Bucket, queueUrls, uploadsQueueUrl: QueueUrl } = deployment;
  await recorded(deployment);
  const Key = 'upload/garden/a b.jpg';
  const { VersionId } = await clients.s3.send(
    new PutObjectCommand({ Bucket, Key, Body: 'picture' }),
  );
  const inTwoHours = new Date(Date.now() + 2 * 60 * 60 * 1000);
  const load = () => import('../../cli/operate/deployed-controls.ts');
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => printed.mockRestore());
  const reconcile = async (...args: readonly string[]) => {
    expect(await reconcileCommand(['--config', config, '--json', ...args], load, inTwoHours)).toBe(
      0,
    );
    return JSON.parse(String(printed.mock.lastCall?.[0]));
  };
  // S3's own messages may be the picture's.
  expect(await reconcile('--dry-run')).toMatchObject({ stragglers: 1, waiting: 1, mended: null });
  await clients.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await reconcile('--dry-run')).toMatchObject({ again: [{ key: Key }], mended: null });
  expect(await bodiesIn(QueueUrl)).toEqual([]);
  expect(await reconcile()).toMatchObject({ mended: { toldAgain: 1, eventsRepeated: 1 } });
  const [told = ''] = await bodiesIn(QueueUrl);
  expect(parseS3Notification(told)).toMatchObject([{ object: { key: Key, versionId: VersionId } }]);
  expect((await bodiesIn(queueUrls.mover)).join()).toContain(ImageClassified.detail.imageId);
});

it('trace shows what the functions wrote of a picture, and only of that', async () => {
  const { deployment, command } = await owned();
  const key = await recorded(deployment);
  const { imageId } = ImageClassified.detail;
  await log(deployment.functionNames.mover, [
    `START RequestId: ${imageId}`,
    JSON.stringify({
      ...{ message: 'not handled, to be tried again', attempt: 1 },
      error: { name: 'Error', message: `move image ${imageId}: it is nowhere` },
    }),
    JSON.stringify({ message: 'handled', attempt: 2, outcome: 'moved', imageId }),
    JSON.stringify({ message: 'handled', attempt: 1, outcome: 'moved', imageId: 'another' }),
  ]);
  const traced = await command('trace', key, '--json');
  expect(JSON.parse(traced.stdout).work).toMatchObject([
    { consumer: 'mover', attempt: 1, error: `move image ${imageId}: it is nowhere` },
    { consumer: 'mover', attempt: 2, outcome: 'moved' },
  ]);
  expect((await command('trace', imageId)).stdout).toMatch(/^mover .* moved, attempt 2$/m);
});

async function log(functionName = '', lines: readonly string[]): Promise<void> {
  const endpoint = { endpoint: moto.endpoint, region: 'eu-west-1' };
  const logs = new CloudWatchLogsClient({
    ...endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const logGroupName = `/aws/lambda/${functionName}`;
  const logStreamName = 'stream';
  await logs.send(new CreateLogGroupCommand({ logGroupName })).catch(() => undefined);
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const at = Date.now() - 10_000;
  const logEvents = lines.map((message, index) => ({ message, timestamp: at + index }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

it('trace tells what is missing, and replay sends to those who would make it', async () => {
  const { deployment, command } = await owned();
  const key = await recorded(deployment);
  await send(deployment.deadLetterQueueUrls.mover, body);
  const traced = await command('trace', key, '--json');
  expect(traced).toMatchObject({ code: 1, stderr: '' });
  const { hops, deadLetters } = JSON.parse(traced.stdout);
  expect(hops.map(({ hop, state }: { hop: string; state: string }) => `${hop} ${state}`)).toEqual([
    ...['uploaded done', 'decided done', 'filed missing', 'thumbnail done'],
    ...['listed missing', 'told missing'],
  ]);
  expect(deadLetters).toEqual([expect.objectContaining({ queue: 'mover' })]);
  const run = await command('replay', '--from', '1h', '--consumer', 'mover', '--json');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toMatchObject({ pictures: 1, to: ['mover'] });
  const [message = ''] = await bodiesIn(deployment.queueUrls.mover);
  expect(JSON.parse(message)).toMatchObject({
    source: eventSource,
    'detail-type': 'ImageClassified',
  });
});
