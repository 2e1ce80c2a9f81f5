import * as v from 'valibot';
import { alertKinds } from '../contracts/alert-event.ts';
import { severities } from '../contracts/severity.ts';
import { CameraSchema, oneOf } from '../runtime/place-schemas.ts';
import { problemOfWebhookUrl } from './webhook-url.ts';

export const webhookTemplates = ['ntfy', 'slack', 'telegram', 'home-assistant', 'json'] as const;
const methods = ['POST', 'PUT', 'PATCH'] as const;

// An alarm of CloudWatch adds up ten metrics, of which the consumers have five.
const mostWebhooks = 5;

const choice = <const Words extends readonly string[]>(words: Words, description: string) =>
  v.optional(
    v.pipe(
      v.array(v.picklist(words, oneOf(words)), 'must be a list'),
      v.nonEmpty('must name at least one, or be left out'),
      v.description(description),
    ),
  );

const WebhookSchema = v.pipe(
  v.strictObject({
    name: v.pipe(
      v.string('must be a name'),
      v.regex(
        /^[a-z](?:[a-z0-9-]{0,22}[a-z0-9])?$/,
        'must be 1 to 24 lower-case letters, digits and hyphens, such as phone',
      ),
    ),
    template: v.pipe(
      v.picklist(webhookTemplates, oneOf(webhookTemplates)),
      v.description('The form of what is sent: docs/webhooks.md.'),
    ),
    url: v.pipe(
      v.string('must be an address'),
      v.description('With https. * is what is secret in it, told by `intellicam webhook secret`.'),
    ),
    method: v.optional(v.picklist(methods, oneOf(methods)), 'POST'),
    header: v.optional(
      v.pipe(
        v.string('must be the name of a header'),
        v.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'must be the name of a header, such as X-Api-Key'),
        v.description('Carries the secret, where the address has no *.'),
      ),
      'Authorization',
    ),
    kinds: choice(alertKinds, 'Of what is told; without it, of everything.'),
    severities: choice(severities, 'Of what is told; without it, of everything.'),
    cameras: v.optional(
      v.pipe(
        v.array(CameraSchema, 'must be a list'),
        v.nonEmpty('must name at least one, or be left out'),
        v.description('Of which cameras is told; without it, of all.'),
      ),
    ),
    chat: v.optional(
      v.pipe(
        v.string('must be in quotes, such as "-1001234567890"'),
        v.regex(
          /^(?:-?\d{1,20}|@\w{1,64})$/,
          'must be the number of a chat in quotes, such as "-1001234567890", or @channel',
        ),
        v.description("Telegram's chat."),
      ),
    ),
    priority: v.optional(
      v.pipe(
        v.picklist([1, 2, 3, 4, 5], 'must be 1 to 5'),
        v.description("ntfy's priority; 3 if it is left out."),
      ),
    ),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? problemOf(dataset.value) : undefined;
    if (problem !== undefined) addIssue({ message: problem });
  }),
);

type Parts = {
  readonly url: string;
  readonly template: (typeof webhookTemplates)[number];
  readonly chat?: string | undefined;
  readonly priority?: number | undefined;
};

function problemOf({ url, template, chat, priority }: Parts): string | undefined {
  if (template === 'telegram' && chat === undefined) {
    return 'needs chat, the number of the chat in quotes';
  }
  if (template !== 'telegram' && chat !== undefined) return 'has a chat, which only telegram has';
  if (template !== 'ntfy' && priority !== undefined) return 'has a priority, which only ntfy has';
  return problemOfWebhookUrl(url, template);
}

/** One address that is told of alerts. */
export type WebhookConfiguration = v.InferOutput<typeof WebhookSchema>;

export const WebhooksSchema = v.pipe(
  v.array(WebhookSchema, 'must be a list'),
  v.maxLength(mostWebhooks, `must be at most ${mostWebhooks}`),
  v.check(
    (webhooks) => new Set(webhooks.map(({ name }) => name)).size === webhooks.length,
    'must not name anything twice',
  ),
  v.description('Addresses that are told of alerts: docs/webhooks.md.'),
);
