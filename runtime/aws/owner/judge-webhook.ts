import type { DescribeConnectionCommandOutput, Target } from '@aws-sdk/client-eventbridge';
import { noSecretYet, type WebhookInput } from '../../../contracts/webhook-delivery.ts';
import type { DeployedWebhook } from './deployment.ts';

/** What keeps a webhook from being told; when something is gone, only a deployment brings it back. */
type Problem = { readonly found: string; readonly isGone?: true };

/** What is wrong with the connection of a webhook whose header is secret. */
export function judgeConnection(
  connection:
    | Pick<DescribeConnectionCommandOutput, 'Description' | 'ConnectionState' | 'AuthParameters'>
    | undefined,
  header: string,
): Problem | undefined {
  if (connection === undefined) return { found: 'Its connection is gone.', isGone: true };
  const { Description, ConnectionState, AuthParameters } = connection;
  if (Description === noSecretYet) {
    return { found: 'It has no secret yet: whoever it calls refuses its messages.' };
  }
  const sent = AuthParameters?.ApiKeyAuthParameters?.ApiKeyName;
  if (sent !== header) {
    return { found: `Its secret is sent as ${sent}, and ${header} is configured.` };
  }
  if (ConnectionState === 'AUTHORIZED') return undefined;
  return { found: `Its connection is ${ConnectionState}: no message is sent.` };
}

/** What is wrong with the target of a webhook whose address is secret. */
export function judgeTarget(
  target: Pick<Target, 'Arn' | 'InputPath' | 'InputTransformer'> | undefined,
  {
    webhook,
    input,
  }: { readonly webhook: Pick<DeployedWebhook, 'destinationArn'>; readonly input: WebhookInput },
): Problem | undefined {
  if (target === undefined) return { found: 'It has no address yet: no message is sent.' };
  if (target.Arn === webhook.destinationArn && isSameInput(target, input)) return undefined;
  return { found: 'Its configuration has changed since its address was told.' };
}

function isSameInput(
  { InputPath, InputTransformer }: Pick<Target, 'InputPath' | 'InputTransformer'>,
  input: WebhookInput,
): boolean {
  if ('path' in input) return InputPath === input.path;
  return withoutTopic(InputTransformer?.InputTemplate) === withoutTopic(input.template);
}

// ntfy's topic is the secret, of which the configuration knows only the place.
function withoutTopic(template = ''): string {
  return template.replace(/"topic":"[^"]*"/, '');
}
