import { webhookInput } from '../../infra/webhook-target.ts';
import { hasSecretUrl, starValues } from '../../infra/webhook-url.ts';
import type { WebhookConfiguration } from '../../infra/webhooks-schema.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { forgetAddress, tellAddress, tellHeader } from '../../runtime/aws/owner/webhook-secret.ts';
import { parseOptions } from '../../runtime/parse-options.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { findDeployment } from './find-deployment.ts';
import { orOneSentence } from './or-one-sentence.ts';
import { readSecret } from './read-secret.ts';

const options = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

const actions = 'webhook secret NAME and webhook forget NAME';

/** `intellicam webhook`: tells AWS what may stand in no file, and takes it back. */
export async function webhookCommand([action, name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name.startsWith('-')) {
    throw new UsageError(`name the webhook: there are ${actions}`);
  }
  switch (action) {
    case 'secret':
      return tellSecret(name, args);
    case 'forget':
      return forget(name, args);
    default:
      throw new UsageError(`unknown: webhook ${action}: there are ${actions}`);
  }
}

async function tellSecret(name: string, args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const { configuration, deployment } = await findDeployment(values.config);
  const webhook = webhookNamed(configuration.webhooks, name);
  const secret = await readSecret(
    { input: process.stdin, output: process.stderr },
    hasSecretUrl(webhook) ? `The whole address of ${name}: ` : `${webhook.header} of ${name}: `,
  );
  return orOneSentence(`tell the secret of ${name}`, async () => {
    await tell(webhook, deployment, secret);
    const where = hasSecretUrl(webhook) ? 'address' : webhook.header;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ webhook: name, told: where })}\n`
        : `${name} has its secret (${where}). intellicam smoke sends a picture that may ring.\n`,
    );
    return 0;
  });
}

// Also of one that the configuration has no more.
async function forget(name: string, args: readonly string[]): Promise<number> {
  const values = parseOptions(args, options);
  const { deployment } = await findDeployment(values.config);
  const webhook = deployment.webhooks?.[name];
  if (webhook?.secretIn !== 'address') {
    throw new UsageError(
      webhook === undefined
        ? `there is no webhook ${name} in the deployment`
        : `the address of ${name} is no secret; its header goes with its connection`,
    );
  }
  return orOneSentence(`forget the address of ${name}`, async () => {
    await forgetAddress(ownerClients(deployment.region).events, deployment, webhook);
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ webhook: name, told: null })}\n`
        : `The address of ${name} is forgotten; nothing is sent there any more.\n`,
    );
    return 0;
  });
}

function webhookNamed(
  webhooks: readonly WebhookConfiguration[],
  name: string,
): WebhookConfiguration {
  const webhook = webhooks.find((one) => one.name === name);
  if (webhook !== undefined) return webhook;
  const names = webhooks.map((one) => one.name).join(', ') || 'none';
  throw new UsageError(`unknown webhook ${name}: the configuration has ${names}`);
}

async function tell(
  configured: WebhookConfiguration,
  deployment: Deployment,
  secret: string,
): Promise<void> {
  const { name, url, header, template } = configured;
  const webhook = deployment.webhooks?.[name];
  if (webhook === undefined) {
    throw new UsageError(`the webhook ${name} is not deployed yet: run npx cdktf deploy`);
  }
  const { events } = ownerClients(deployment.region);
  if (!hasSecretUrl(configured)) return tellHeader(events, webhook, { header, secret });
  const values = starValues(url, secret);
  if (values === undefined) {
    throw new UsageError(`the address is not of the form ${url}, which the configuration says`);
  }
  const isTopic = template === 'ntfy';
  return tellAddress(
    events,
    { deployment, webhook },
    {
      values,
      pathValues: isTopic ? [] : values,
      input: isTopic ? webhookInput(configured, values[0]) : webhookInput(configured),
    },
  );
}
