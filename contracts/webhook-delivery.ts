/** What a webhook's connection says of itself until its owner has told the secret. */
export const noSecretYet = 'no secret yet';

/** What it says then; AWS gives the secret itself back to nobody. */
export const secretTold = 'the secret was told';

/** A rule's only target, made by the stack or, with a secret address, by its owner. */
export const webhookTargetId = 'webhook';

/** After an hour an alarm rings no more, here as elsewhere. */
export const webhookRetries = { seconds: 3_600, attempts: 185 } as const;

/** What EventBridge makes of an event: a part of it as it is, or a template with parts filled in. */
export type WebhookInput =
  | { readonly path: string }
  | { readonly paths: Readonly<Record<string, string>>; readonly template: string };
