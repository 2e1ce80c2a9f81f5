import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { isAwsError } from '../aws-error.ts';
import { type AlarmFilter, filterPolicy, isFilterPolicy } from './alarm-filter.ts';
import { ask, UnansweredError } from './ask.ts';
import { stateOf } from './read-subscribers.ts';

/** Somebody who wants to be told of alarms, and of which. */
export type Subscriber = {
  readonly protocol: 'email' | 'sms';
  readonly endpoint: string;
  readonly filter: AlarmFilter;
};

export type Subscription = {
  /** Nothing is sent to a pending one. */
  readonly state: 'pending' | 'confirmed';
  /** Whether the filter is the one that was asked for; a pending one may keep what it had. */
  readonly choice: 'asked' | 'changed' | 'kept';
};

const byAttributes = 'MessageAttributes';

/** Subscribes somebody to the topic; whoever is subscribed already gets the new filter instead. */
export async function subscribeToAlarms(
  client: SNSClient,
  topicArn: string,
  subscriber: Subscriber,
): Promise<Subscription> {
  const arn =
    (await subscribe(client, topicArn, subscriber)) ??
    (await ask('sns:ListSubscriptionsByTopic', find));
  // The list hides the name of a pending one.
  if (stateOf(arn) === 'pending') return { state: 'pending', choice: 'kept' };
  const { Attributes: attributes = {} } = await ask('sns:GetSubscriptionAttributes', () =>
    client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: arn })),
  );
  const state = attributes.PendingConfirmation === 'true' ? 'pending' : 'confirmed';
  // Without a filter, SNS takes any that is there for what was asked.
  if (isAsAsked(attributes, subscriber.filter)) return { state, choice: 'asked' };
  try {
    await setFilter(client, arn, subscriber.filter);
    return { state, choice: 'changed' };
  } catch (error) {
    if (state === 'pending' && isInvalid(error)) return { state, choice: 'kept' };
    throw new UnansweredError('sns:SetSubscriptionAttributes', error);
  }

  async function find(): Promise<string> {
    const { protocol, endpoint } = subscriber;
    const pages = paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn });
    for await (const { Subscriptions = [] } of pages) {
      const found = Subscriptions.filter(
        ({ Protocol, Endpoint }) => Protocol === protocol && Endpoint === endpoint,
      ).find(({ SubscriptionArn = '' }) => stateOf(SubscriptionArn) !== undefined);
      if (found?.SubscriptionArn !== undefined) return found.SubscriptionArn;
    }
    throw new Error(`subscribe ${endpoint}: SNS has it already, and does not list it`);
  }
}

/** The subscription's name; undefined when the same person has another filter. */
async function subscribe(
  client: SNSClient,
  topicArn: string,
  { protocol, endpoint, filter }: Subscriber,
): Promise<string | undefined> {
  const policy = filterPolicy(filter);
  const command = new SubscribeCommand({
    ...{ TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint, ReturnSubscriptionArn: true },
    ...(policy === '{}'
      ? {}
      : { Attributes: { FilterPolicyScope: byAttributes, FilterPolicy: policy } }),
  });
  try {
    return (await client.send(command)).SubscriptionArn;
  } catch (error) {
    if (isInvalid(error) && /already exists with different/.test(error.message)) return undefined;
    throw new UnansweredError('sns:Subscribe', error);
  }
}

function isAsAsked(attributes: Readonly<Record<string, string>>, filter: AlarmFilter): boolean {
  const { FilterPolicy, FilterPolicyScope = byAttributes } = attributes;
  if (!isFilterPolicy(FilterPolicy, filter)) return false;
  return FilterPolicyScope === byAttributes || filterPolicy(filter) === '{}';
}

// The scope first: SNS checks a policy by the scope that is set.
async function setFilter(client: SNSClient, arn: string, filter: AlarmFilter): Promise<void> {
  const attributes = { FilterPolicyScope: byAttributes, FilterPolicy: filterPolicy(filter) };
  for (const [AttributeName, AttributeValue] of Object.entries(attributes)) {
    await client.send(
      new SetSubscriptionAttributesCommand({ SubscriptionArn: arn, AttributeName, AttributeValue }),
    );
  }
}

function isInvalid(error: unknown): error is Error {
  return isAwsError(error, 'InvalidParameterException', 'InvalidParameter');
}
