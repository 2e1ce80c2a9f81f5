import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { Construct } from 'constructs';
import type { NamedConsumer } from '../runtime/discover-consumers.ts';
import { eventRule } from '../runtime/event-rule.ts';
import { ConsumerFunction, type QueueAddress, type Surroundings } from './consumer-function.ts';
import type { FunctionBundle } from './function-bundle.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';
import { resourceName } from './resource-name.ts';
import { scheduleExpression, tickTransformer } from './schedule.ts';

type ConsumerProps = NamedConsumer & {
  readonly bundle: FunctionBundle;
  readonly surroundings: Surroundings;
  /** The queue for events that EventBridge cannot deliver. */
  readonly undeliveredArn: string;
  /** The queue of new pictures; the consumer's own when there is none yet. */
  readonly uploadsQueue: QueueAddress | undefined;
};

/** All that one declaration stands for: rule, target, queue, dead letters, function, role, log. */
export class ConsumerResources extends Construct {
  readonly queue: QueueWithDeadLetters;
  readonly function: LambdaFunction;
  /** On the bus, or on the clock; a consumer of the uploads has none. */
  readonly rule: CloudwatchEventRule | undefined;
  readonly isScheduled: boolean;

  constructor(scope: Construct, props: ConsumerProps) {
    super(scope, props.name);
    const { name, consumer, surroundings } = props;
    const { configuration, accountId, bucket, bus, emulated } = surroundings;
    const fullName = resourceName(configuration.stage, name);
    const pattern = eventRule(consumer);
    const schedule = scheduleExpression(consumer);
    this.isScheduled = schedule !== undefined;
    if (pattern !== undefined) {
      this.rule = new CloudwatchEventRule(this, 'rule', {
        name: fullName,
        eventBusName: bus.name,
        eventPattern: JSON.stringify(pattern),
      });
    } else if (schedule !== undefined) {
      // Only the account's default bus has a clock.
      this.rule = new CloudwatchEventRule(this, 'rule', {
        name: fullName,
        scheduleExpression: schedule,
      });
    }
    this.queue = new QueueWithDeadLetters(this, 'queue', {
      name: fullName,
      functionTimeoutSeconds: consumer.timeoutSeconds,
      emulated,
      sender:
        this.rule === undefined
          ? { service: 's3.amazonaws.com', sourceArn: bucket.arn, accountId }
          : { service: 'events.amazonaws.com', sourceArn: this.rule.arn, accountId },
    });
    if (this.rule !== undefined) this.deliver(this.rule, props.undeliveredArn);
    this.function = new ConsumerFunction(this, 'function', {
      consumer,
      bundle: props.bundle,
      queue: this.queue.queue,
      uploadsQueue: props.uploadsQueue ?? this.queue.queue,
      surroundings,
    }).function;
  }

  private deliver(rule: CloudwatchEventRule, undeliveredArn: string): void {
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      ...(this.isScheduled
        ? { inputTransformer: tickTransformer }
        : { eventBusName: rule.eventBusName }),
      targetId: 'queue',
      arn: this.queue.queue.arn,
      retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
      deadLetterConfig: { arn: undeliveredArn },
      // Before the queue accepts events, each would be lost at once.
      dependsOn: [this.queue.policy],
    });
  }
}
