import { randomUUID } from 'node:crypto';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LabelSchema } from '../../contracts/label.ts';
import type { Alert } from '../../runtime/alert-channel.ts';
import { eventBridgeBus } from '../../runtime/aws/event-bridge-bus.ts';
import { rekognitionLabeler } from '../../runtime/aws/rekognition-labeler.ts';
import { snsAlertChannel } from '../../runtime/aws/sns-alert-channel.ts';
import { claimedChannel } from '../../runtime/claimed-channel.ts';
import { defineConsumer } from '../../runtime/define-consumer.ts';
import { eventRule } from '../../runtime/event-rule.ts';
import { eventBusContract } from '../adapters/event-bus-contract.ts';
import { openBucket, openQueue, settings, useEmulator } from './adapters-emulator.ts';

const now = () => new Date();

useEmulator();

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
