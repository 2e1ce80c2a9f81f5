import type { WebhookInput } from '../contracts/webhook-delivery.ts';
import { splitTopic } from './webhook-url.ts';
import type { WebhookConfiguration } from './webhooks-schema.ts';

/** Where a webhook's destination leads; a secret place in it is a `*`. */
export function webhookEndpoint({ template, url }: WebhookConfiguration): string {
  return template === 'ntfy' ? splitTopic(url).endpoint : url;
}

/**
 * The body that a webhook gets. EventBridge escapes nothing that it puts into a template, and leaves out
 * what is not there; the fields named here are such as need no escaping, and are never absent.
 */
export function webhookInput(
  { template, url, chat, priority }: WebhookConfiguration,
  topic = splitTopic(url).topic,
): WebhookInput {
  const [camera, subject, text] = ['$.detail.camera', '$.detail.subject', '$.detail.text'];
  switch (template) {
    case 'json':
    case 'home-assistant':
      return { path: '$.detail' };
    case 'ntfy':
      return {
        paths: { camera, subject, text },
        template: `{"topic":${JSON.stringify(topic)},"title":"<subject>","message":"<text>","priority":${priority ?? 3},"tags":["<camera>"]}`,
      };
    case 'slack':
      return { paths: { text }, template: '{"text":"<text>"}' };
    case 'telegram':
      return { paths: { text }, template: `{"chat_id":${JSON.stringify(chat)},"text":"<text>"}` };
  }
}
