import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PutMetricDataCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteTopicCommand } from '@aws-sdk/client-sns';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { costOfMonth } from '../../contracts/cost-of-month.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { recordKey } from '../../contracts/object-key.ts';
import {
  cameraHeartbeatKey,
  labelerOutageKey,
  monthlySpendKey,
  watchKey,
} from '../../contracts/state-key.ts';
import { outcomeMetric } from '../../infra/metric.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { readDeploymentStatus } from '../../runtime/aws/owner/deployment-status.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { runCli } from '../run-cli.ts';
import { sendTo } from './harms.ts';
import { type MakerClients, makeDeployment, makerClients } from './made-deployment.ts';
import { signIn, writeHome } from './owner-at-home.ts';
import { startMoto } from './start-moto.ts';

// In Zurich it is the day after already.
const now = new Date('2026-11-20T23:30:00Z');
const timeZone = 'Europe/Zurich';

let moto: Awaited<ReturnType<typeof startMoto>>;
let clients: MakerClients;
let stages = 0;
beforeAll(async () => {
  moto = await startMoto();
  clients = makerClients(moto.endpoint);
});
afterAll(() => moto.close());
afterEach(() => vi.unstubAllEnvs());

async function openDeployment(): Promise<Deployment> {
  signIn(moto.endpoint, 'test');
  stages += 1;
  return makeDeployment(clients, `s${stages}`);
}

function statusOf(
  deployment: Deployment,
  owner = ownerClients(deployment.region),
  monthlyPictures?: number,
) {
  const { stage } = deployment;
  const metrics = { alarm: outcomeMetric('Alarm', stage), quiet: outcomeMetric('Quiet', stage) };
  const cameras = ['garden', 'front-door'];
  return readDeploymentStatus(owner, {
    ...{ deployment, cameras, timeZone, metrics, now, monthlyPictures },
  });
}

type Recorded = { readonly camera: string; readonly day: string; readonly id: string };

async function record({ bucket: Bucket }: Deployment, recorded: Recorded, capturedAt: string) {
  const { type, detail } = eventExamples.ImageClassified;
  const event = { type, detail: { ...detail, camera: recorded.camera, capturedAt } };
  const Body = JSON.stringify({ schemaVersion: 1, recordedAt: capturedAt, event, labels: [] });
  const Key = recordKey(recorded.camera, recorded.day, recorded.id);
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function count(stage: string, [name, value, day]: readonly [string, number, string]) {
  const Dimensions = [{ Name: 'stage', Value: stage }];
  const datum = { MetricName: name, Dimensions, Value: value, Timestamp: new Date(day) };
  await clients.cloudWatch.send(
    new PutMetricDataCommand({ Namespace: 'IntelliCam', MetricData: [datum] }),
  );
}

it('counts what waits and what was given up', async () => {
  const deployment = await openDeployment();
  await sendTo(clients, deployment.queueUrls.mover);
  await sendTo(clients, deployment.queueUrls.mover);
  await sendTo(clients, deployment.deadLetterQueueUrls.mover);
  await sendTo(clients, deployment.undeliveredQueueUrl);
  expect(await statusOf(deployment)).toMatchObject({
    consumers: [
      { name: 'classifier', deadLetters: 0 },
      { name: 'mover', waiting: 2, inWork: 0, deadLetters: 1 },
    ],
    undelivered: 1,
    ringing: [],
    toldOfAlarms: [{ protocol: 'email', endpoint: 'y…@example.org', state: 'confirmed' }],
  });
});

it('tells the alarms that ring, and not those of another stage', async () => {
  const deployment = await openDeployment();
  const other = await makeDeployment(clients, `${deployment.stage}-b`);
  for (const { stage } of [deployment, other]) {
    const AlarmName = `intellicam-${stage}-uploads-waiting`;
    const ringing = { AlarmName, StateValue: 'ALARM', StateReason: 'a test' } as const;
    await clients.cloudWatch.send(new SetAlarmStateCommand(ringing));
  }
  expect((await statusOf(deployment)).ringing).toEqual([
    {
      name: `intellicam-${deployment.stage}-uploads-waiting`,
      description: 'New pictures have waited.',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    },
  ]);
});

it('tells when each camera sent its last picture, with few requests', async () => {
  const deployment = await openDeployment();
  await record(
    deployment,
    { camera: 'garden', day: '2026-11-17', id: 'z' },
    '2026-11-17T08:00:00Z',
  );
  await record(
    deployment,
    { camera: 'garden', day: '2026-11-19', id: 'z' },
    '2026-11-19T09:00:00Z',
  );
  await record(
    deployment,
    { camera: 'garden', day: '2027-01-01', id: 'b' },
    '2027-01-01T09:00:00Z',
  );
  await record(
    deployment,
    { camera: 'front-door', day: '2026-11-14', id: 'a' },
    '2026-11-14T08:00:00Z',
  );
  await record(
    deployment,
    { camera: 'porch é', day: '2026-11-21', id: 'a' },
    '2026-11-20T23:10:00Z',
  );
  await record(deployment, { camera: 'attic', day: '2025-11-21', id: 'a' }, '2025-11-20T23:10:00Z');
  const owner = ownerClients(deployment.region);
  const requests: unknown[] = [];
  owner.s3.middlewareStack.add(
    (next) => (request) => {
      if (!JSON.stringify(request.input).includes('"Key":"state/')) requests.push(request.input);
      return next(request);
    },
    { step: 'initialize' },
  );
  expect((await statusOf(deployment, owner)).pictures).toEqual({
    daysLookedAt: 7,
    cameras: [
      { camera: 'garden', configured: true, lastPictureAt: '2026-11-19T09:00:00Z' },
      { camera: 'front-door', configured: true, lastPictureAt: null },
    ],
    others: [{ camera: 'porch é', configured: false, lastPictureAt: '2026-11-20T23:10:00Z' }],
  });
  // The cameras; three each for those with pictures, one for the others.
  expect(requests).toHaveLength(1 + 3 + 1 + 3 + 1);
  // Records may be kept for ten years, and a list holds a thousand days.
  expect(requests).toContainEqual(
    expect.objectContaining({ Prefix: 'records/garden/', StartAfter: 'records/garden/2026-11-15' }),
  );
});

it('tells the last sign of life of each camera, and who is silent', async () => {
  const deployment = await openDeployment();
  const { bucket: Bucket } = deployment;
  const put = (Key: string, content: object) =>
    clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(content) }));
  const never = { state: 'unwatched', lastSignAt: null };
  expect((await statusOf(deployment)).signs).toEqual([
    { camera: 'garden', ...never },
    { camera: 'front-door', ...never },
  ]);
  const lastSignAt = '2020-11-20T20:00:00.000Z';
  const watch = { schemaVersion: 1, lastSignAt };
  await put(watchKey('garden'), { ...watch, state: 'alive' });
  await put(cameraHeartbeatKey('garden'), { camera: 'garden' });
  const since = '2020-11-20T20:40:00.000Z';
  await put(watchKey('front-door'), { ...watch, state: 'silent', since, told: true });
  const { signs } = await statusOf(deployment);
  expect(signs).toMatchObject([
    { camera: 'garden', state: 'alive' },
    { camera: 'front-door', state: 'silent', lastSignAt },
  ]);
  // The heartbeat is newer than what is remembered of it.
  expect(signs[0]?.lastSignAt).not.toBe(lastSignAt);
  await clients.s3.send(
    new PutObjectCommand({ Bucket, Key: watchKey('garden'), Body: 'nonsense' }),
  );
  expect((await statusOf(deployment)).signs[0]?.state).toEqual({ unknown: expect.any(String) });
});

it('tells that labelling stands still, and how much of a budget is used', async () => {
  const deployment = await openDeployment();
  const owner = ownerClients(deployment.region);
  expect((await statusOf(deployment)).labeling).toEqual({
    ...{ outage: null, reserved: 0, monthlyPictures: null },
  });
  const outage = { since: '2026-11-20T13:02:11.000Z', reason: 'budget', held: 37 };
  const down = { state: 'down', failed: ['a'], probes: 4, told: 'yes', probeAt: outage.since };
  const notes = [
    [labelerOutageKey, { schemaVersion: 1, ...down, ...outage }],
    [monthlySpendKey('2026-11'), { schemaVersion: 1, reserved: 1000 }],
  ] as const;
  for (const [Key, note] of notes) {
    const object = { Bucket: deployment.bucket, Key, Body: JSON.stringify(note) };
    await clients.s3.send(new PutObjectCommand(object));
  }
  expect((await statusOf(deployment, owner, 1000)).labeling).toEqual({
    ...{ outage, reserved: 1000, monthlyPictures: 1000 },
  });
});

it('adds up what was labelled this month, and what it cost', async () => {
  const deployment = await openDeployment();
  const { stage } = deployment;
  await count(stage, ['Alarm', 30, '2026-11-01T00:30:00Z']);
  await count(stage, ['Alarm', 8, '2026-11-20T12:00:00Z']);
  await count(stage, ['Quiet', 374, '2026-11-20T23:20:00Z']);
  await count(stage, ['Quiet', 1000, '2026-10-31T23:30:00Z']);
  await count('another', ['Quiet', 1000, '2026-11-20T12:00:00Z']);
  expect((await statusOf(deployment)).month).toEqual({
    month: '2026-11',
    ...costOfMonth({ alarms: 38, quiet: 374 }, deployment.region),
  });
});

it('says why a thing cannot be told, and tells the others', async () => {
  const deployment = await openDeployment();
  await clients.sqs.send(new DeleteQueueCommand({ QueueUrl: deployment.queueUrls.mover }));
  await clients.sns.send(new DeleteTopicCommand({ TopicArn: deployment.operationsTopicArn }));
  const { bucket: Bucket } = deployment;
  const Key = recordKey('garden', '2026-11-21', 'broken');
  await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: '{' }));
  const gone = { unknown: 'the queue is gone' };
  expect(await statusOf(deployment)).toMatchObject({
    consumers: [{ waiting: expect.any(Number) }, { waiting: gone, inWork: gone, deadLetters: 0 }],
    toldOfAlarms: [{ state: 'confirmed' }],
    toldOfOperations: { unknown: 'the topic is gone' },
    pictures: {
      cameras: [{ lastPictureAt: { unknown: expect.any(String) } }, { lastPictureAt: null }],
    },
  });
});

it('prints a screen for a person, or with --json one line of JSON', async () => {
  const deployment = await openDeployment();
  await clients.sqs.send(new DeleteQueueCommand({ QueueUrl: deployment.queueUrls.mover }));
  const file = await writeHome(deployment);
  onTestFinished(() => rm(dirname(file), { recursive: true }));
  const person = await runCli(['status', '--config', file]);
  expect(person.code).toBe(0);
  expect(person.stdout).toMatch(/^mover +\? +\? +0 {2}intellicam-/m);
  expect(person.stdout).toMatch(/^\? is unknown: the queue is gone$/m);
  expect(person.stdout).toMatch(/^sign of life +garden +not watched$/m);
  expect(person.stdout).toMatch(/^last picture +garden +none in the last 7 days$/m);
  const machine = await runCli(['status', '--config', file, '--json']);
  expect(machine.code).toBe(0);
  expect(machine.stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(machine.stdout)).toMatchObject({ stage: deployment.stage, undelivered: 0 });
});
