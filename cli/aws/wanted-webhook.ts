import { webhookInput } from '../../infra/webhook-target.ts';
import { hasSecretUrl } from '../../infra/webhook-url.ts';
import type { WebhookConfiguration } from '../../infra/webhooks-schema.ts';
import type { WantedWebhook } from '../../runtime/aws/owner/check-webhook.ts';

/** A webhook as the doctor looks for it. */
export function wantedWebhook(webhook: WebhookConfiguration): WantedWebhook {
  const { name, header } = webhook;
  return hasSecretUrl(webhook)
    ? { name, secret: { in: 'address', input: webhookInput(webhook) } }
    : { name, secret: { in: 'header', header } };
}
