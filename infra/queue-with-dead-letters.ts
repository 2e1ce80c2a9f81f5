import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import { Construct } from 'constructs';
import { allowSender, denyPlainHttp, policyDocument, type Sender } from './policy-document.ts';

const day = 24 * 60 * 60;
const retentionSeconds = 4 * day;
/** As long as SQS keeps anything: a message's age counts from its first sending. */
export const deadLetterRetentionSeconds = 14 * day;
const receivesBeforeDeadLetters = 5;

type QueueProps = {
  readonly name: string;
  readonly functionTimeoutSeconds: number;
  readonly sender: Sender;
  readonly emulated: boolean;
};

/** A consumer's queue; what fails five times waits in its dead-letter queue to be redriven. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetters: SqsQueue;
  readonly policy: SqsQueuePolicy;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.deadLetters = new SqsQueue(this, 'dead-letters', {
      name: `${props.name}-dead-letters`,
      messageRetentionSeconds: deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
    this.queue = new SqsQueue(this, 'queue', {
      name: props.name,
      // Lambda's own advice: a message must not appear again while its batch may still be retried.
      visibilityTimeoutSeconds: 6 * props.functionTimeoutSeconds,
      messageRetentionSeconds: retentionSeconds,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.deadLetters.arn,
        maxReceiveCount: receivesBeforeDeadLetters,
      }),
    });
    if (!props.emulated) this.takeFromThisQueueAlone();
    this.policy = new SqsQueuePolicy(this, 'policy', {
      queueUrl: this.queue.url,
      policy: policyDocument([
        allowSender(props.sender, 'sqs:SendMessage', this.queue.arn),
        denyPlainHttp('sqs:*', this.queue.arn),
      ]),
    });
    new SqsQueuePolicy(this, 'dead-letter-policy', {
      queueUrl: this.deadLetters.url,
      policy: policyDocument([denyPlainHttp('sqs:*', this.deadLetters.arn)]),
    });
  }

  // Emulators forget this one, and Terraform would wait for it until it gives up.
  private takeFromThisQueueAlone(): void {
    new SqsQueueRedriveAllowPolicy(this, 'redrive-allow', {
      queueUrl: this.deadLetters.url,
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: 'byQueue',
        sourceQueueArns: [this.queue.arn],
      }),
    });
  }
}
