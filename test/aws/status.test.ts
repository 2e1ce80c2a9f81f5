import { PutMetricDataCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteTopicCommand } from '@aws-sdk/client-sns';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { costOfMonth } from '../../contracts/cost-of-month.ts';
import { recordKey } from '../../contracts/object-key.ts';
import { labelerOutageKey, monthlySpendKey } from '../../contracts/state-key.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { runCli } from '../run-cli.ts';
import { sendTo } from './harms.ts';
import { makeDeployment } from './made-deployment.ts';
import { clients, openDeployment, openHome, useOwnedDeployments } from './owned-deployments.ts';
import { statusOf } from './status-of.ts';

useOwnedDeployments();

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
  const file = await openHome(deployment);
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
