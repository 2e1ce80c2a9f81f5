import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { Construct } from 'constructs';
import { denyPlainHttp, policyDocument, type Statement } from './policy-document.ts';
import type { TopicSubscriber } from './recipients.ts';

type TopicProps = {
  readonly name: string;
  readonly subscribers: readonly TopicSubscriber[];
  /** Who may publish besides the roles that are granted it. */
  readonly allow?: (topicArn: string) => Statement;
};

// Not encrypted with SNS's own key: CloudWatch could not publish to it, and would not say so.
/** A topic with everybody who is told: of somebody at the door, or of a broken pipeline. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { name, subscribers, allow }: TopicProps) {
    super(scope, id);
    this.topic = new SnsTopic(this, 'topic', { name });
    const { arn } = this.topic;
    new SnsTopicPolicy(this, 'policy', {
      arn,
      policy: policyDocument([
        ...(allow === undefined ? [] : [allow(arn)]),
        denyPlainHttp('sns:Publish', arn),
      ]),
    });
    for (const { protocol, endpoint, filter } of subscribers) {
      new SnsTopicSubscription(this, `${protocol}-${endpoint}`, {
        ...{ topicArn: arn, protocol, endpoint },
        ...(filter === undefined ? {} : { filterPolicy: JSON.stringify(filter) }),
      });
    }
  }
}
