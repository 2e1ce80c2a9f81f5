import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import { eventSource } from '../contracts/image-event.ts';
import { alertRaised } from '../runtime/event-alert-channel.ts';
import { transformInput } from '../test/aws/transform-input.ts';
import { webhookEndpoint, webhookInput } from './webhook-target.ts';
import { type WebhookConfiguration, webhookTemplates } from './webhooks-schema.ts';

const { detail } = eventExamples.AlertRaised;

function webhook(more: Partial<WebhookConfiguration> = {}): WebhookConfiguration {
  return {
    ...{ name: 'phone', template: 'ntfy', url: 'https://ntfy.sh/alarms' },
    ...{ method: 'POST', header: 'Authorization', ...more },
  };
}

function eventOf(more: Partial<typeof detail> = {}) {
  return { source: eventSource, 'detail-type': 'AlertRaised', detail: { ...detail, ...more } };
}

/** What a webhook would be sent; both ways in which EventBridge might fill it in are the same. */
function bodyOf(of: WebhookConfiguration, event: unknown): unknown {
  const input = webhookInput(of);
  const target =
    'path' in input
      ? { InputPath: input.path }
      : { InputTransformer: { InputPathsMap: input.paths, InputTemplate: input.template } };
  const body = transformInput(target, event);
  expect(transformInput(target, event, 'escaped')).toBe(body);
  return JSON.parse(body);
}

const telegram = { template: 'telegram', url: 'https://api.telegram.org/*/sendMessage' } as const;

describe('what a webhook is sent', () => {
  it('is for ntfy a title, a message and the topic, at the root of its server', () => {
    expect(bodyOf(webhook({ priority: 5 }), eventOf())).toEqual({
      ...{ topic: 'alarms', priority: 5, tags: ['garden'] },
      ...{ title: detail.subject, message: detail.text },
    });
    expect(webhookEndpoint(webhook())).toBe('https://ntfy.sh/');
  });

  it('is for Slack and Telegram the text', () => {
    expect(bodyOf(webhook({ template: 'slack' }), eventOf())).toEqual({ text: detail.text });
    const chat = '-1001234567890';
    expect(bodyOf(webhook({ ...telegram, chat }), eventOf())).toEqual({
      ...{ chat_id: chat, text: detail.text },
    });
    expect(webhookEndpoint(webhook(telegram))).toBe(telegram.url);
  });

  it.each(['home-assistant', 'json'] as const)('is for %s the whole event', (template) => {
    expect(bodyOf(webhook({ template }), eventOf())).toEqual(detail);
  });

  it('is JSON of the same form, whatever cameras and labels are called', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '\\', 'a"b', 'a\nb', '</script>', '","x":"', '<text>', '\\"', '\ud800'),
    );
    const names = fc.record({ camera: hostile, label: hostile });
    fc.assert(
      fc.property(names, fc.constantFrom(...webhookTemplates), ({ camera, label }, template) => {
        const raised = alertRaised({
          ...{ id: 'a1', kind: 'alarm', severity: 'alarm', capturedAt: detail.capturedAt },
          ...{ camera, labels: [label], rules: [label], imageId: 'a1' },
          ...{ subject: `${label} at ${camera}`, text: `${label} at ${camera}\nFriday`, html: '' },
        });
        const usual = bodyOf(webhook({ template, chat: '1' }), eventOf());
        const body = bodyOf(webhook({ template, chat: '1' }), eventOf(raised));
        expect(Object.keys(Object(body)).toSorted()).toEqual(Object.keys(Object(usual)).toSorted());
      }),
    );
  });
});
