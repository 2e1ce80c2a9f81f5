import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { Construct } from 'constructs';
import { allowSender, denyPlainHttp, policyDocument } from './policy-document.ts';
import { deadLetterRetentionSeconds } from './queue-with-dead-letters.ts';

type DeadLettersProps = {
  readonly name: string;
  readonly accountId: string;
  readonly ruleArn: string;
};

/** What a webhook could not be told. */
export class WebhookDeadLetters extends Construct {
  readonly queue: SqsQueue;
  readonly policy: SqsQueuePolicy;

  constructor(scope: Construct, id: string, { name, accountId, ruleArn }: DeadLettersProps) {
    super(scope, id);
    this.queue = new SqsQueue(this, 'queue', {
      name: `${name}-dead-letters`,
      messageRetentionSeconds: deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
    const sender = { service: 'events.amazonaws.com', sourceArn: ruleArn, accountId };
    this.policy = new SqsQueuePolicy(this, 'policy', {
      queueUrl: this.queue.url,
      policy: policyDocument([
        allowSender(sender, 'sqs:SendMessage', this.queue.arn),
        denyPlainHttp('sqs:*', this.queue.arn),
      ]),
    });
  }
}
