import { randomUUID } from 'node:crypto';
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Label } from '../../contracts/label.ts';
import { type AlarmFilter, filterPolicy } from '../../runtime/aws/owner/alarm-filter.ts';
import { subscribeToAlarms } from '../../runtime/aws/owner/subscribe-to-alarms.ts';
import { snsAlertChannel } from '../../runtime/aws/sns-alert-channel.ts';
import { alertLabels } from '../../services/notifier/alert-labels.ts';
import { startMoto } from './start-moto.ts';

let moto: Awaited<ReturnType<typeof startMoto>>;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.close());

const settings = () => ({
  ...{ endpoint: moto.endpoint, region: 'eu-west-1' },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const all: AlarmFilter = { cameras: [], labels: [] };
const endpoint = 'anna@example.org';
const anna = (filter: AlarmFilter) => ({ protocol: 'email', endpoint, filter }) as const;

async function openTopic() {
  const sns = strictAsSns(new SNSClient(settings()));
  const { TopicArn: topicArn = '' } = await sns.send(
    new CreateTopicCommand({ Name: randomUUID() }),
  );
  return { sns, topicArn, subscriptions };

  /** Everybody who is subscribed, with what they chose. */
  async function subscriptions() {
    const { Subscriptions = [] } = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }),
    );
    return Promise.all(
      Subscriptions.map(async ({ SubscriptionArn, Endpoint }) => {
        const { Attributes = {} } = await sns.send(
          new GetSubscriptionAttributesCommand({ SubscriptionArn }),
        );
        return { Endpoint, policy: JSON.parse(Attributes.FilterPolicy ?? '{}') };
      }),
    );
  }
}

/** Moto replaces the filter of whoever subscribes again. SNS refuses that, when a filter is given. */
function strictAsSns(client: SNSClient): SNSClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      const parsed = v.safeParse(SubscribeSchema, args.input);
      if (parsed.success) await refuseOtherFilter(parsed.output);
      return next(args);
    },
    { step: 'initialize' },
  );
  return client;

  async function refuseOtherFilter({ TopicArn, Endpoint, Attributes }: SubscribeInput) {
    const { Subscriptions = [] } = await client.send(
      new ListSubscriptionsByTopicCommand({ TopicArn }),
    );
    const known = Subscriptions.find((subscription) => subscription.Endpoint === Endpoint);
    if (known === undefined) return;
    const { SubscriptionArn } = known;
    const found = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    const same = Object.entries(Attributes).every(
      ([name, given]) => found.Attributes?.[name] === given,
    );
    if (same) return;
    throw new InvalidParameterException({
      message:
        'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
      $metadata: {},
    });
  }
}

const SubscribeSchema = v.object({
  TopicArn: v.string(),
  Protocol: v.string(),
  Endpoint: v.string(),
  Attributes: v.record(v.string(), v.string()),
});
type SubscribeInput = v.InferOutput<typeof SubscribeSchema>;

describe('subscribing to the alarms', () => {
  it('tells one more person, of what was asked for', async () => {
    const { sns, topicArn, subscriptions } = await openTopic();
    const wish = { cameras: ['garden'], labels: ['Person', 'Vehicle'] };
    expect(await subscribeToAlarms(sns, topicArn, anna(wish))).toMatchObject({ choice: 'asked' });
    const number = { protocol: 'sms', endpoint: '+41791234567', filter: all } as const;
    expect(await subscribeToAlarms(sns, topicArn, number)).toEqual({
      ...{ state: 'confirmed', choice: 'asked' },
    });
    expect(await subscriptions()).toEqual([
      { Endpoint: endpoint, policy: { camera: ['garden'], label: ['Person', 'Vehicle'] } },
      { Endpoint: '+41791234567', policy: {} },
    ]);
  });

  it('gives whoever is subscribed another choice, or all alarms again', async () => {
    const { sns, topicArn, subscriptions } = await openTopic();
    const choose = (filter: AlarmFilter) => subscribeToAlarms(sns, topicArn, anna(filter));
    const first = { cameras: ['garden'], labels: [] };
    expect(await choose(first)).toMatchObject({ choice: 'asked' });
    expect(await choose(first)).toMatchObject({ choice: 'asked' });
    expect(await choose({ cameras: [], labels: ['Car'] })).toMatchObject({ choice: 'changed' });
    expect(await subscriptions()).toEqual([{ Endpoint: endpoint, policy: { label: ['Car'] } }]);
    expect(await choose(all)).toMatchObject({ choice: 'changed' });
    expect(await subscriptions()).toEqual([{ Endpoint: endpoint, policy: {} }]);
  });

  it('takes a filter away that looks into the message instead', async () => {
    const { sns, topicArn } = await openTopic();
    const scope = { FilterPolicyScope: 'MessageBody', FilterPolicy: '{"label":["Car"]}' };
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        ...{ TopicArn: topicArn, Protocol: 'email', Endpoint: endpoint },
        ...{ Attributes: scope, ReturnSubscriptionArn: true },
      }),
    );
    const wish = { cameras: [], labels: ['Car'] };
    expect(await subscribeToAlarms(sns, topicArn, anna(wish))).toMatchObject({
      choice: 'changed',
    });
    const { Attributes } = await sns.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn }),
    );
    expect(Attributes).toMatchObject({ FilterPolicyScope: 'MessageAttributes' });
  });
});

describe('a subscriber with a choice', () => {
  async function told(filter: AlarmFilter): Promise<readonly string[]> {
    const { sns, topicArn } = await openTopic();
    const sqs = new SQSClient(settings());
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: randomUUID() }));
    const { Attributes: queue } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({
        ...{ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queue?.QueueArn },
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    const policy = { AttributeName: 'FilterPolicy', AttributeValue: filterPolicy(filter) };
    await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, ...policy }));
    const channel = snsAlertChannel({ client: sns, topicArn });
    for (const [index, alert] of alerts().entries()) {
      await channel.send({ kind: 'alarm', severity: 'alarm', id: `image-${index}`, ...alert });
    }
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body = '' }) => JSON.parse(Body).text).toSorted();
  }

  function alerts() {
    const others = { capturedAt: '2026-11-20T13:02:20.000Z', subject: 'Alarm', html: '' };
    const kin = { confidence: 90, instances: [], categories: [] };
    const person = { name: 'Person', aliases: ['Human'], parents: [], ...kin };
    const car = { name: 'Car', aliases: [], parents: ['Transportation', 'Vehicle'], ...kin };
    const seen = (camera: string, label: Label) => {
      const matches = [{ rule: label.name, label: label.name, confidence: 90 }];
      const labels = alertLabels({ matches, labels: [label] });
      return { ...others, camera, labels, text: `${label.name} at ${camera}` };
    };
    return [seen('garden', person), seen('garden', car), seen('gate', person), seen('gate', car)];
  }

  it.each([
    ['everything', all, ['Car at garden', 'Car at gate', 'Person at garden', 'Person at gate']],
    ['a camera', { cameras: ['gate'], labels: [] }, ['Car at gate', 'Person at gate']],
    [
      'the parent of what rang',
      { cameras: [], labels: ['Vehicle'] },
      ['Car at garden', 'Car at gate'],
    ],
    ['both', { cameras: ['garden', 'shed'], labels: ['Vehicle', 'Dog'] }, ['Car at garden']],
    ['what did not ring', { cameras: [], labels: ['Dog'] }, []],
  ])('is told of %s and of nothing else', async (_, filter, expected) => {
    expect(await told(filter)).toEqual(expected);
  });
});
