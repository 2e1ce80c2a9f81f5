import {
  type EventBridgeClient,
  PutTargetsCommand,
  RemoveTargetsCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import {
  secretTold,
  type WebhookInput,
  webhookRetries,
  webhookTargetId,
} from '../../../contracts/webhook-delivery.ts';
import { ask, UnansweredError } from './ask.ts';
import type { DeployedWebhook, Deployment } from './deployment.ts';
import { queueArn } from './queue-arn.ts';

/** Gives a webhook's connection the header that carries its secret. */
export async function tellHeader(
  client: EventBridgeClient,
  { connection }: Pick<DeployedWebhook, 'connection'>,
  { header, secret }: { readonly header: string; readonly secret: string },
): Promise<void> {
  await withoutQuoting('events:UpdateConnection', [secret], () =>
    client.send(
      new UpdateConnectionCommand({
        Name: connection,
        Description: secretTold,
        AuthorizationType: 'API_KEY',
        AuthParameters: {
          ApiKeyAuthParameters: { ApiKeyName: header, ApiKeyValue: secret },
        },
      }),
    ),
  );
}

type SecretAddress = {
  /** What stands in the places of the stars. */
  readonly values: readonly string[];
  /** Those of them that stand in the path that is called. */
  readonly pathValues: readonly string[];
  readonly input: WebhookInput;
};

/** Makes the target of a webhook whose address is secret; the stack has made all the rest. */
export async function tellAddress(
  client: EventBridgeClient,
  pipeline: { readonly deployment: Deployment; readonly webhook: DeployedWebhook },
  { values, pathValues, input }: SecretAddress,
): Promise<void> {
  const { deployment, webhook } = pipeline;
  const target = {
    Id: webhookTargetId,
    Arn: webhook.destinationArn,
    RoleArn: webhook.roleArn,
    ...targetInput(input),
    ...(pathValues.length === 0
      ? {}
      : { HttpParameters: { PathParameterValues: [...pathValues] } }),
    RetryPolicy: {
      MaximumEventAgeInSeconds: webhookRetries.seconds,
      MaximumRetryAttempts: webhookRetries.attempts,
    },
    DeadLetterConfig: { Arn: queueArn(deployment, webhook.deadLetterQueueUrl) },
  };
  await withoutQuoting('events:PutTargets', values, async () => {
    const { FailedEntries: [failed] = [] } = await client.send(
      new PutTargetsCommand({
        ...{ Rule: webhook.rule, EventBusName: deployment.bus, Targets: [target] },
      }),
    );
    if (failed !== undefined) throw new Error(`it was refused: ${failed.ErrorCode}`);
  });
}

/** Takes the owner's target away; a rule that has one cannot be removed. */
export async function forgetAddress(
  client: EventBridgeClient,
  { bus }: Pick<Deployment, 'bus'>,
  { rule }: Pick<DeployedWebhook, 'rule'>,
): Promise<void> {
  await ask('events:RemoveTargets', () =>
    client.send(
      new RemoveTargetsCommand({ Rule: rule, EventBusName: bus, Ids: [webhookTargetId] }),
    ),
  );
}

// As EventBridge calls it.
function targetInput(input: WebhookInput) {
  return 'path' in input
    ? { InputPath: input.path }
    : { InputTransformer: { InputPathsMap: { ...input.paths }, InputTemplate: input.template } };
}

// AWS repeats in its refusals what it refuses.
async function withoutQuoting(
  right: string,
  secrets: readonly string[],
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (error instanceof Error) {
      for (const secret of secrets) error.message = error.message.replaceAll(secret, '…');
    }
    throw new UnansweredError(right, error);
  }
}
