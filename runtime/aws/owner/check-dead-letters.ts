import type { Deployment } from './deployment.ts';
import { examine, type Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';
import { queueName } from './queue-arn.ts';
import { readQueueDepth } from './queue-depth.ts';

const check = 'dead letters';

/** What the owner loses by a message in there, by the consumer; and by `undelivered`. */
export type Losses = Readonly<Record<string, string>>;

/** Looks for what was given up. */
export async function checkDeadLetters(
  clients: Pick<OwnerClients, 'sqs'>,
  deployment: Deployment,
  losses: Losses,
): Promise<readonly Finding[]> {
  const queues = [
    ...Object.entries(deployment.deadLetterQueueUrls),
    ['undelivered', deployment.undeliveredQueueUrl] as const,
  ];
  const findings = await Promise.all(
    queues.map(([consumer, url]) =>
      examine(check, async () => {
        const depth = await readQueueDepth(clients, url);
        if (depth === undefined) return [judgeGone(url)];
        const messages = depth.waiting + depth.inWork;
        const loss = losses[consumer] ?? `What "${consumer}" does was not done.`;
        return messages === 0
          ? []
          : [judgeDeadLetters({ consumer, url, messages, loss }, deployment)];
      }),
    ),
  );
  const found = findings.flat();
  if (found.length > 0) return found;
  return [
    { check, state: 'ok', found: `All ${queues.length} queues of what was given up are empty.` },
  ];
}

function judgeGone(url: string): Finding {
  const found = `The queue ${queueName(url)} is gone: what is given up would be lost.`;
  return { check, state: 'problem', found, todo: 'Make it whole again:\nnpx cdktf deploy' };
}

type DeadLetters = {
  readonly consumer: string;
  readonly url: string;
  readonly messages: number;
  readonly loss: string;
};

/** Says what is lost, and how to look at it. */
export function judgeDeadLetters(
  { consumer, url, messages, loss }: DeadLetters,
  deployment: Deployment,
): Finding {
  const { region, functionNames } = deployment;
  const functionName = functionNames[consumer];
  const log = `aws logs tail /aws/lambda/${functionName} --since 14d --filter-pattern ERROR --region ${region}`;
  return {
    check,
    state: 'problem',
    found: `${messages} message${messages === 1 ? '' : 's'} in ${queueName(url)}. ${loss}`,
    todo: [
      'Look what it is and why, and when the cause is mended, let it be handled again:',
      `intellicam dlq show ${consumer}`,
      ...(functionName === undefined ? [] : [log]),
      `intellicam dlq redrive ${consumer}`,
    ].join('\n'),
  };
}
