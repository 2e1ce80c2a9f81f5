import { DescribeRuleCommand, ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
import {
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { ask, askAbout } from './ask.ts';
import type { Deployment } from './deployment.ts';
import { examine, type Finding } from './finding.ts';
import { judgeFunction, judgeMapping, judgeRules, type Rule } from './judge-consumer.ts';
import type { OwnerClients } from './owner-clients.ts';
import { queueArn } from './queue-arn.ts';

const clockBus = 'default';

type Clients = Pick<OwnerClients, 'lambda' | 'events'>;

/** Looks whether a consumer would work if something came: its rule, its queue's reader, its function. */
export async function checkConsumer(
  clients: Clients,
  deployment: Deployment,
  name: string,
): Promise<readonly Finding[]> {
  const functionName = deployment.functionNames[name] ?? name;
  const url = deployment.queueUrls[name] ?? '';
  const queue = queueArn(deployment, url);
  const { bus, region } = deployment;
  const parts = [
    examine(name, async () => [
      judgeFunction(name, functionName, await readFunction(clients, functionName)),
    ]),
    examine(name, async () => [
      judgeMapping({ name, region }, await readMapping(clients, functionName, queue)),
    ]),
    // The uploads come from the bucket, not from the bus.
    ...(url === deployment.uploadsQueueUrl
      ? []
      : [
          examine(name, async () => [
            judgeRules({ name, bus, region }, await rulesOf(clients, bus, queue)),
          ]),
        ]),
  ];
  return together((await Promise.all(parts)).flat());
}

/** A consumer that is well needs one line only. */
function together(findings: readonly Finding[]): readonly Finding[] {
  const [first] = findings;
  if (first === undefined || findings.some(({ state }) => state !== 'ok')) {
    return findings.filter(({ state }) => state !== 'ok');
  }
  return [{ ...first, found: findings.map(({ found }) => found).join(' ') }];
}

async function readFunction({ lambda }: Clients, functionName: string) {
  const found = await askAbout(
    'lambda:GetFunctionConfiguration',
    ['ResourceNotFoundException'],
    () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
  );
  if (found === undefined) return undefined;
  const failed = found.LastUpdateStatus === 'Failed';
  return {
    state: found.State ?? 'Unknown',
    reason: found.StateReason,
    updateFailure: failed ? (found.LastUpdateStatusReason ?? 'no reason is given') : undefined,
  };
}

async function readMapping({ lambda }: Clients, functionName: string, queue: string) {
  const { EventSourceMappings = [] } = await ask('lambda:ListEventSourceMappings', () =>
    lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn: queue })),
  );
  const mapping = EventSourceMappings.find(
    ({ FunctionArn }) => nameIn(FunctionArn) === functionName,
  );
  return mapping && { id: mapping.UUID ?? '', state: mapping.State ?? 'Unknown' };
}

/** The function's name in its ARN, behind which there may be a version. */
function nameIn(functionArn = ''): string | undefined {
  return functionArn.split(':')[6];
}

/** The rules of our bus; those of the account's own, where the clock is, for who has none there. */
async function rulesOf(clients: Clients, bus: string, queue: string): Promise<readonly Rule[]> {
  const ours = await readRules(clients, bus, queue);
  return ours.length > 0 ? ours : readRules(clients, clockBus, queue);
}

async function readRules(
  { events }: Clients,
  bus: string,
  queue: string,
): Promise<readonly Rule[]> {
  const found = await askAbout('events:ListRuleNamesByTarget', ['ResourceNotFoundException'], () =>
    events.send(new ListRuleNamesByTargetCommand({ TargetArn: queue, EventBusName: bus })),
  );
  return Promise.all(
    (found?.RuleNames ?? []).map(async (name) => {
      const { State } = await ask('events:DescribeRule', () =>
        events.send(new DescribeRuleCommand({ Name: name, EventBusName: bus })),
      );
      return { name, bus, enabled: State !== 'DISABLED' };
    }),
  );
}
