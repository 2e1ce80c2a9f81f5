import { InvalidParameterException, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { UnansweredError } from './ask.ts';
import { type Subscriber, subscribeToAlarms } from './subscribe-to-alarms.ts';

const topicArn = 'arn:aws:sns:eu-west-1:123456789012:intellicam-home-alarm';
const arn = `${topicArn}:5f0c2a9b`;
const endpoint = 'anna@example.org';
const anna: Subscriber = {
  protocol: 'email',
  endpoint,
  filter: { cameras: ['garden'], labels: [] },
};

const refusal = (message: string) => new InvalidParameterException({ message, $metadata: {} });
const conflict = refusal(
  'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
);

type Answers = Readonly<Record<string, object>>;

/** SNS as it is before somebody follows the link in the mail, which the emulator does not know. */
function answering(answers: Answers): { client: SNSClient; asked: string[] } {
  const client = new SNSClient({ region: 'eu-west-1' });
  const asked: string[] = [];
  client.middlewareStack.add(
    (_, { commandName = '' }) =>
      async () => {
        asked.push(commandName);
        const answer = answers[commandName];
        if (answer instanceof Error) throw answer;
        return { output: { $metadata: {}, ...answer }, response: {} };
      },
    { step: 'initialize', priority: 'high' },
  );
  return { client, asked };
}

function listed(SubscriptionArn: string) {
  return { Protocol: 'email', Endpoint: endpoint, SubscriptionArn };
}

const pending = { PendingConfirmation: 'true' };

describe('subscribing somebody who has not confirmed', () => {
  it('says that it waits', async () => {
    const { client } = answering({
      SubscribeCommand: { SubscriptionArn: arn },
      GetSubscriptionAttributesCommand: {
        Attributes: { ...pending, FilterPolicy: '{"camera":["garden"]}' },
      },
    });
    expect(await subscribeToAlarms(client, topicArn, anna)).toEqual({
      ...{ state: 'pending', choice: 'asked' },
    });
  });

  it('leaves the filter that it had, when SNS does not tell its name', async () => {
    const { client, asked } = answering({
      SubscribeCommand: conflict,
      ListSubscriptionsByTopicCommand: {
        Subscriptions: [listed('Deleted'), listed('PendingConfirmation')],
      },
    });
    expect(await subscribeToAlarms(client, topicArn, anna)).toEqual({
      ...{ state: 'pending', choice: 'kept' },
    });
    expect(asked).not.toContain('SetSubscriptionAttributesCommand');
  });

  it('leaves the filter that it had, when SNS does not let it be changed', async () => {
    const { client } = answering({
      SubscribeCommand: { SubscriptionArn: arn },
      GetSubscriptionAttributesCommand: { Attributes: pending },
      SetSubscriptionAttributesCommand: refusal('Invalid parameter: SubscriptionArn'),
    });
    expect(await subscribeToAlarms(client, topicArn, anna)).toEqual({
      ...{ state: 'pending', choice: 'kept' },
    });
  });
});

describe('subscribing somebody, when SNS refuses', () => {
  it('knows which right is missing', async () => {
    const { client } = answering({
      SubscribeCommand: Object.assign(new Error('not you'), { name: 'AuthorizationError' }),
    });
    await expect(subscribeToAlarms(client, topicArn, anna)).rejects.toThrow(UnansweredError);
    await expect(subscribeToAlarms(client, topicArn, anna)).rejects.toThrow('sns:Subscribe');
  });

  it('does not take a filter for set that SNS finds wrong', async () => {
    const { client } = answering({
      SubscribeCommand: conflict,
      ListSubscriptionsByTopicCommand: { Subscriptions: [listed('Deleted'), listed(arn)] },
      GetSubscriptionAttributesCommand: { Attributes: {} },
      SetSubscriptionAttributesCommand: refusal('Filter policy is too complex'),
    });
    await expect(subscribeToAlarms(client, topicArn, anna)).rejects.toThrow(UnansweredError);
  });
});
