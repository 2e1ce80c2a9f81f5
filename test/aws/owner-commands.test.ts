import { setTimeout as sleep } from 'node:timers/promises';
import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CreatedObject } from '../../contracts/s3-notification.ts';
import { alertsOver } from '../../runtime/alerts.ts';
import { s3BlobStore } from '../../runtime/aws/s3-blob-store.ts';
import { snsAlertChannel } from '../../runtime/aws/sns-alert-channel.ts';
import { claimedChannel } from '../../runtime/claimed-channel.ts';
import type { Labeler } from '../../runtime/labeler.ts';
import { createHandle as createClassifier } from '../../services/classifier/handle.ts';
import { createHandle as createMover } from '../../services/mover/handle.ts';
import { createHandle as createNotifier } from '../../services/notifier/handle.ts';
import { createHandle as createThumbnailer } from '../../services/thumbnailer/handle.ts';
import { surroundings } from '../adapters/surroundings.ts';
import { runCli } from '../run-cli.ts';
import { alarmInbox } from './alarm-inbox.ts';
import { emulatorClients, region } from './emulator-clients.ts';
import { ownerFolder } from './owner-folder.ts';
import { startMoto } from './start-moto.ts';

let moto: Awaited<ReturnType<typeof startMoto>>;
let clients: ReturnType<typeof emulatorClients>;
let owner: Awaited<ReturnType<typeof ownerFolder>>;

beforeAll(async () => {
  moto = await startMoto();
  clients = emulatorClients(moto.endpoint, { accessKeyId: 'test', secretAccessKey: 'test' });
  // The command line is a process of its own and takes these as any owner's.
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL: moto.endpoint, AWS_REGION: region },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    // The SDK's word on old versions of Node.js is no part of what is tested.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});
afterAll(() => moto.close());
beforeEach(async () => {
  owner = await ownerFolder(clients);
  onTestFinished(owner.close);
});

function run(command: string, ...args: readonly string[]) {
  return runCli([command, '--config', owner.config, ...args]);
}

const person = { name: 'Person', confidence: 98, instances: [], parents: [], categories: [] };

/** Does what the functions do for the next picture that arrives. */
async function workOnce(rule: string): Promise<void> {
  const blobs = s3BlobStore({ client: clients.s3, bucket: owner.bucket });
  await blobs.put('config/reko_alarms.csv', Buffer.from(rule));
  const { log, settings } = surroundings();
  const now = () => new Date();
  const others = { blobs, log, now, settings: { ...settings, bucket: owner.bucket } };
  const sns = snsAlertChannel({ client: clients.sns, topicArn: owner.topicArn });
  const channel = claimedChannel({ name: 'sns', channel: sns, blobs, now });
  const alerts = alertsOver({ channels: { sns: channel } });
  const labeler: Labeler = {
    ...{ name: 'test', alarmConfidence: 50, close: async () => {} },
    label: async () => [{ ...person, aliases: ['Human'] }],
  };
  const timers = { later: async () => {} };
  const [move, draw, notify] = [
    createMover(others),
    createThumbnailer({ ...others, timers }),
    createNotifier({ ...others, alerts, timers }),
  ];
  const classify = createClassifier({
    ...{ ...others, labeler, timers: { later: async () => {} } },
    events: {
      publish: async (events) => {
        for (const event of events) {
          if (event.type !== 'ImageClassified' && event.type !== 'ImageRejected') continue;
          await Promise.all([move(event), draw(event)]);
          const isAlarm = event.type === 'ImageClassified' && event.detail.outcome === 'alarm';
          if (isAlarm) await notify(event);
        }
      },
    },
  });
  await classify(await nextUpload());
}

async function nextUpload(): Promise<CreatedObject> {
  const Bucket = owner.bucket;
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const { Contents } = await clients.s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'upload/' }),
    );
    const key = Contents?.[0]?.Key;
    if (key === undefined) {
      await sleep(20);
      continue;
    }
    const head = await clients.s3.send(new HeadObjectCommand({ Bucket, Key: key }));
    const { ETag = '', VersionId = '', ContentLength: sizeBytes = 0 } = head;
    return {
      ...{ bucket: Bucket, key, sizeBytes },
      ...{ etag: ETag.replaceAll('"', ''), versionId: VersionId },
    };
  }
  throw new Error('wait for the test picture: none arrived');
}

describe('intellicam smoke', () => {
  it('sees its picture through to the alarm', async () => {
    const inbox = await alarmInbox(clients, owner.topicArn);
    onTestFinished(async () => void (await inbox.close()));
    const [smoke] = await Promise.all([run('smoke'), workOnce('Person,People,Alarm')]);
    expect(smoke).toMatchObject({ code: 0, stderr: '' });
    expect(smoke.stdout).toMatch(/^Sends a test picture.*\n\n +0\.0 s {2}uploaded/);
    expect(smoke.stdout).toMatch(/recorded +alarm: Person 98\.0 %; what rang: Person\n/);
    expect(smoke.stdout).toMatch(/ s {2}told /);
    expect(smoke.stdout).toMatch(/\n\nIt works: .*, and rang\.\n$/);
    expect(await inbox.takeAll()).toMatchObject([
      { subject: 'Alarm Event detected! smoke-test: Person' },
    ]);
  });

  it('tells a quiet picture in one line of JSON', async () => {
    const args = ['--json', '--camera', 'garden'];
    const [smoke] = await Promise.all([run('smoke', ...args), workOnce('Cat,Animal,Alarm')]);
    expect(smoke).toMatchObject({ code: 0, stderr: expect.stringContaining('at garden') });
    expect(smoke.stdout.trimEnd().split('\n')).toHaveLength(1);
    const told = JSON.parse(smoke.stdout);
    expect(told).toMatchObject({
      ...{ verdict: 'quiet', camera: 'garden', missing: [], rules: [] },
      labels: [{ name: 'Person', confidence: 98 }],
    });
    expect(told.hops.map(({ hop }: { hop: string }) => hop).toSorted()).toEqual([
      ...['filed', 'listed', 'recorded', 'thumbnail', 'uploaded'],
    ]);
  });

  it('says where to look when nobody labels the picture', async () => {
    const smoke = await run('smoke', '--timeout', '1');
    expect(smoke.code).toBe(1);
    expect(smoke.stdout).toContain('/aws/lambda/intellicam-home-classifier');
    expect(smoke.stdout).not.toContain('mover');
  });

  it('says why a picture was rejected', async () => {
    const args = ['--picture', owner.config];
    const [smoke] = await Promise.all([run('smoke', ...args), workOnce('Person,People,Alarm')]);
    expect(smoke.code).toBe(1);
    expect(smoke.stdout).toContain('rejected: the file is neither JPEG nor PNG.');
  });

  it.each([
    ['a camera that cannot be one', ['--camera', 'a/b'], /--camera must be/],
    ['a picture that is not there', ['--picture', '/nowhere.jpg'], /--picture.*\/nowhere\.jpg/],
    ['a time that is none', ['--timeout', 'soon'], /--timeout.*"soon"/],
  ])('ends with 2 and one sentence for %s', async (_, args, sentence) => {
    const smoke = await run('smoke', ...args);
    expect(smoke).toMatchObject({ code: 2, stdout: '' });
    expect(smoke.stderr).toMatch(sentence);
  });
});

describe('intellicam subscribe', () => {
  it('subscribes, and says what was odd about the wish', async () => {
    const wish = ['--sms', '+491701234567', '--camera', 'gardn', '--label', 'human'];
    const subscribe = await run('subscribe', ...wish);
    expect(subscribe).toMatchObject({ code: 0, stdout: expect.stringContaining('Person') });
    expect(subscribe.stderr).toContain('did you mean garden?');
    const { Subscriptions = [] } = await clients.sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: owner.topicArn }),
    );
    expect(Subscriptions).toMatchObject([{ Protocol: 'sms', Endpoint: '+491701234567' }]);
    const [{ SubscriptionArn } = {}] = Subscriptions;
    const { Attributes } = await clients.sns.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn }),
    );
    expect(JSON.parse(Attributes?.FilterPolicy ?? '')).toEqual({
      ...{ camera: ['gardn'], label: ['Person'] },
    });
  });

  it('answers in one line of JSON', async () => {
    const subscribe = await run('subscribe', '--email', 'anna@example.org', '--json');
    expect(subscribe).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(subscribe.stdout)).toEqual({
      ...{ protocol: 'email', endpoint: 'anna@example.org', cameras: [], labels: [] },
      ...{ state: 'confirmed', choice: 'asked', warnings: [] },
    });
  });

  it('ends with 1 and one sentence when AWS does not answer', async () => {
    await clients.sns.send(new DeleteTopicCommand({ TopicArn: owner.topicArn }));
    const subscribe = await run('subscribe', '--email', 'anna@example.org');
    expect(subscribe).toMatchObject({ code: 1, stdout: '' });
    expect(subscribe.stderr).toMatch(/^intellicam: subscribe anna@example.org: sns:Subscribe.*\n$/);
  });
});
