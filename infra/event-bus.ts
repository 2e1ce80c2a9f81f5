import { CloudwatchEventArchive } from '@cdktf/provider-aws/lib/cloudwatch-event-archive/index.js';
import { CloudwatchEventBus } from '@cdktf/provider-aws/lib/cloudwatch-event-bus/index.js';
import type { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { Construct } from 'constructs';
import { eventSource } from '../contracts/image-event.ts';
import { allowSender, denyPlainHttp, policyDocument } from './policy-document.ts';
import { deadLetterRetentionSeconds } from './queue-with-dead-letters.ts';
import { resourceName } from './resource-name.ts';

const archiveDays = 30;

/** The bus, its archive, and the queue for events that EventBridge could not deliver. */
export class EventBus extends Construct {
  readonly bus: CloudwatchEventBus;
  readonly undelivered: SqsQueue;

  constructor(scope: Construct, id: string, stage: string) {
    super(scope, id);
    this.bus = new CloudwatchEventBus(this, 'bus', { name: resourceName(stage) });
    new CloudwatchEventArchive(this, 'archive', {
      name: resourceName(stage),
      eventSourceArn: this.bus.arn,
      retentionDays: archiveDays,
      eventPattern: JSON.stringify({ source: [eventSource] }),
    });
    this.undelivered = new SqsQueue(this, 'undelivered', {
      name: resourceName(stage, 'undelivered'),
      messageRetentionSeconds: deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
  }

  /** Without this policy EventBridge drops what it cannot deliver, and tells nobody. */
  keepUndelivered(rules: readonly CloudwatchEventRule[], accountId: string): void {
    const sender = {
      service: 'events.amazonaws.com',
      sourceArn: rules.map((rule) => rule.arn),
      accountId,
    };
    new SqsQueuePolicy(this, 'undelivered-policy', {
      queueUrl: this.undelivered.url,
      policy: policyDocument([
        allowSender(sender, 'sqs:SendMessage', this.undelivered.arn),
        denyPlainHttp('sqs:*', this.undelivered.arn),
      ]),
    });
  }
}
