import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { Construct } from 'constructs';
import { denyPlainHttp, policyDocument, type Statement } from './policy-document.ts';

type TopicProps = {
  readonly name: string;
  readonly emails: readonly string[];
  readonly sms: readonly string[];
  /** Who may publish besides the roles that are granted it. */
  readonly allow?: (topicArn: string) => Statement;
};

// Not encrypted with SNS's own key: CloudWatch could not publish to it, and would not say so.
/** A topic with everybody who is told: of somebody at the door, or of a broken pipeline. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;

  constructor(scope: Construct, id: string, { name, emails, sms, allow }: TopicProps) {
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
    const subscribe = (protocol: string, endpoint: string) =>
      new SnsTopicSubscription(this, `${protocol}-${endpoint}`, {
        topicArn: arn,
        protocol,
        endpoint,
      });
    for (const email of emails) subscribe('email', email);
    for (const number of sms) subscribe('sms', number);
  }
}
