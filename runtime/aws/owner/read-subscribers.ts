import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { askAbout } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

/** Somebody, or something, that a topic tells. */
export type Subscriber = {
  readonly protocol: string;
  readonly endpoint: string;
  /** Pending: they did not yet answer the mail that asks them. */
  readonly state: 'confirmed' | 'pending';
};

/** Everybody whom a topic tells; undefined when the topic is gone. */
export async function readSubscribers(
  client: OwnerClients['sns'],
  topicArn: string,
): Promise<readonly Subscriber[] | undefined> {
  return askAbout('sns:ListSubscriptionsByTopic', ['NotFoundException', 'NotFound'], async () => {
    const found: Subscriber[] = [];
    const pages = paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn });
    for await (const { Subscriptions = [] } of pages) {
      for (const { SubscriptionArn = '', Protocol = '', Endpoint = '' } of Subscriptions) {
        const state = stateOf(SubscriptionArn);
        if (state !== undefined) found.push({ protocol: Protocol, endpoint: Endpoint, state });
      }
    }
    return found;
  });
}

/** What SNS writes in the place of a subscription's name while it has none, or has one no more. */
export function stateOf(subscriptionArn: string): Subscriber['state'] | undefined {
  if (subscriptionArn === 'Deleted') return undefined;
  return subscriptionArn.startsWith('arn:') ? 'confirmed' : 'pending';
}
