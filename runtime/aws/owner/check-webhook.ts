import {
  DescribeConnectionCommand,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { WebhookInput } from '../../../contracts/webhook-delivery.ts';
import { askAbout } from './ask.ts';
import type { DeployedWebhook, Deployment } from './deployment.ts';
import { examine, type Finding } from './finding.ts';
import { judgeConnection, judgeTarget } from './judge-webhook.ts';
import type { OwnerClients } from './owner-clients.ts';
import { queueName } from './queue-arn.ts';
import { readQueueDepth } from './queue-depth.ts';

/** A webhook as its owner configured it. */
export type WantedWebhook = {
  readonly name: string;
  /** Where its secret is. */
  readonly secret:
    | { readonly in: 'header'; readonly header: string }
    | { readonly in: 'address'; readonly input: WebhookInput };
};

type Clients = Pick<OwnerClients, 'events' | 'sqs'>;

const deploy = 'Make it so:\nnpx cdktf deploy';
const gone = ['ResourceNotFoundException'];

/** Looks whether a webhook would be told, and whether it was. */
export async function checkWebhook(
  clients: Clients,
  deployment: Deployment,
  wanted: WantedWebhook,
): Promise<readonly Finding[]> {
  const check = `webhook ${wanted.name}`;
  const webhook = deployment.webhooks?.[wanted.name];
  if (webhook === undefined) {
    const found = 'It is in the configuration, but not deployed.';
    return [{ check, state: 'warning', found, todo: deploy }];
  }
  const findings = await Promise.all([
    examine(check, async () => {
      const { secret, name } = wanted;
      const problem =
        secret.in === 'header'
          ? judgeConnection(await readConnection(clients, webhook), secret.header)
          : judgeTarget(await readTarget(clients, deployment, webhook), { webhook, ...secret });
      if (problem === undefined) return [{ check, state: 'ok', found: 'It has its secret.' }];
      const todo = problem.isGone ? deploy : `Tell it:\nintellicam webhook secret ${name}`;
      return [{ check, state: 'problem', found: problem.found, todo }];
    }),
    examine(check, () => findDeadLetters(clients, { check, webhook, deployment })),
  ]);
  return findings.flat();
}

function readConnection({ events }: Clients, { connection }: DeployedWebhook) {
  return askAbout('events:DescribeConnection', gone, () =>
    events.send(new DescribeConnectionCommand({ Name: connection })),
  );
}

async function readTarget(
  { events }: Clients,
  { bus }: Deployment,
  { rule }: DeployedWebhook,
): Promise<Target | undefined> {
  const found = await askAbout('events:ListTargetsByRule', gone, () =>
    events.send(new ListTargetsByRuleCommand({ Rule: rule, EventBusName: bus })),
  );
  return found?.Targets?.[0];
}

async function findDeadLetters(
  clients: Clients,
  {
    check,
    webhook: { deadLetterQueueUrl: url },
    deployment: { region },
  }: {
    readonly check: string;
    readonly webhook: DeployedWebhook;
    readonly deployment: Deployment;
  },
): Promise<readonly Finding[]> {
  const depth = await readQueueDepth(clients, url);
  if (depth === undefined) {
    const found = `The queue ${queueName(url)} is gone: what it cannot be told would be lost.`;
    return [{ check, state: 'problem', found, todo: deploy }];
  }
  const messages = depth.waiting + depth.inWork;
  if (messages === 0) return [];
  return [
    {
      check,
      state: 'problem',
      found: `${messages} message${messages === 1 ? '' : 's'} in ${queueName(url)}: it was not told.`,
      todo: `See why, in the attributes ERROR_CODE and ERROR_MESSAGE; nothing sends them again:\naws sqs receive-message --queue-url ${url} --message-attribute-names All --visibility-timeout 0 --region ${region}`,
    },
  ];
}
