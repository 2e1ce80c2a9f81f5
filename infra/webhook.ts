import { CloudwatchEventApiDestination } from '@cdktf/provider-aws/lib/cloudwatch-event-api-destination/index.js';
import { CloudwatchEventConnection } from '@cdktf/provider-aws/lib/cloudwatch-event-connection/index.js';
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import type { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import type { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { Construct } from 'constructs';
import { noSecretYet, webhookRetries, webhookTargetId } from '../contracts/webhook-delivery.ts';
import { resourceName } from './resource-name.ts';
import { WebhookDeadLetters } from './webhook-dead-letters.ts';
import { WebhookRole } from './webhook-role.ts';
import { webhookRule } from './webhook-rule.ts';
import { webhookEndpoint, webhookInput } from './webhook-target.ts';
import { hasSecretUrl } from './webhook-url.ts';
import type { WebhookConfiguration } from './webhooks-schema.ts';

type WebhookProps = {
  readonly stage: string;
  readonly accountId: string;
  readonly bus: { readonly name: string };
  readonly webhook: WebhookConfiguration;
};

type Delivery = {
  readonly destination: CloudwatchEventApiDestination;
  readonly role: IamRole;
  readonly queuePolicy: SqsQueuePolicy;
};

// Services ask for no more than one message a second; the others wait and are tried again.
const invocationsPerSecond = 1;

/** All that one webhook stands for: rule, connection, destination, role, dead letters. */
export class Webhook extends Construct {
  readonly rule: CloudwatchEventRule;
  readonly deadLetters: SqsQueue;
  /** What the owner's commands have to know. */
  readonly outputs: Readonly<Record<string, string>>;

  constructor(scope: Construct, { stage, accountId, bus, webhook }: WebhookProps) {
    super(scope, webhook.name);
    const name = resourceName(stage, 'webhook', webhook.name);
    this.rule = new CloudwatchEventRule(this, 'rule', {
      ...{ name, eventBusName: bus.name },
      eventPattern: JSON.stringify(webhookRule(webhook)),
    });
    const { connection, destination } = this.connect(name, webhook);
    const { role } = new WebhookRole(this, 'role', {
      ...{ name, accountId, ruleArn: this.rule.arn, destinationArn: destination.arn },
    });
    const { queue, policy: queuePolicy } = new WebhookDeadLetters(this, 'dead-letters', {
      ...{ name, accountId, ruleArn: this.rule.arn },
    });
    this.deadLetters = queue;
    if (!hasSecretUrl(webhook)) this.deliver(webhook, { destination, role, queuePolicy });
    this.outputs = {
      ...{ rule: this.rule.name, connection: connection.name, role_arn: role.arn },
      ...{ destination_arn: destination.arn, dead_letter_queue_url: queue.url },
      secret_in: hasSecretUrl(webhook) ? 'address' : 'header',
    };
  }

  // The owner tells the secret later, by `intellicam webhook secret`: Terraform's state is a file.
  private connect(name: string, webhook: WebhookConfiguration) {
    const connection = new CloudwatchEventConnection(this, 'connection', {
      name,
      description: noSecretYet,
      authorizationType: 'API_KEY',
      // EventBridge knows no connection without a key; where the address is secret it says who calls.
      authParameters: {
        apiKey: hasSecretUrl(webhook)
          ? { key: 'X-IntelliCam-Webhook', value: webhook.name }
          : { key: webhook.header, value: noSecretYet },
      },
      lifecycle: { ignoreChanges: ['auth_parameters', 'description'] },
    });
    const destination = new CloudwatchEventApiDestination(this, 'destination', {
      name,
      connectionArn: connection.arn,
      httpMethod: webhook.method,
      invocationEndpoint: webhookEndpoint(webhook),
      invocationRateLimitPerSecond: invocationsPerSecond,
    });
    return { connection, destination };
  }

  private deliver(webhook: WebhookConfiguration, delivery: Delivery): void {
    const input = webhookInput(webhook);
    new CloudwatchEventTarget(this, 'target', {
      rule: this.rule.name,
      eventBusName: this.rule.eventBusName,
      targetId: webhookTargetId,
      arn: delivery.destination.arn,
      roleArn: delivery.role.arn,
      ...('path' in input
        ? { inputPath: input.path }
        : { inputTransformer: { inputPaths: input.paths, inputTemplate: input.template } }),
      retryPolicy: {
        maximumEventAgeInSeconds: webhookRetries.seconds,
        maximumRetryAttempts: webhookRetries.attempts,
      },
      deadLetterConfig: { arn: this.deadLetters.arn },
      // Before the queue accepts events, each would be lost at once.
      dependsOn: [delivery.queuePolicy],
    });
  }
}
