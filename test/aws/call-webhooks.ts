import { once } from 'node:events';
import { request } from 'node:http';
import {
  DescribeApiDestinationCommand,
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import * as v from 'valibot';
import { matchesPattern } from '../../contracts/match-pattern.ts';
import { region } from './emulator-clients.ts';
import { grants, parsePolicy, type Statement } from './role-policy.ts';
import { TargetInputSchema, transformInput } from './transform-input.ts';

type Account = {
  readonly events: EventBridgeClient;
  readonly iam: IAMClient;
  readonly bus: string;
  /** The emulator's endpoint; it must not enforce rights meanwhile. */
  readonly emulator: string;
};

const PatternSchema = v.record(v.string(), v.unknown());

const KeySchema = v.object({
  AuthParameters: v.object({
    ApiKeyAuthParameters: v.object({ ApiKeyName: v.string(), ApiKeyValue: v.string() }),
  }),
});

/**
 * Does for an event what EventBridge does, and the emulator does not: calls the API destinations whose
 * rules match, with what their targets make of it. Everything is read back from the account; all
 * addresses are those of one server on this machine.
 */
export async function callWebhooks(account: Account, event: unknown, port: number): Promise<void> {
  const { events, bus } = account;
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: bus }));
  for (const { Name, EventPattern = '{}' } of Rules) {
    if (!matchesPattern(v.parse(PatternSchema, JSON.parse(EventPattern)), event)) continue;
    const { Targets = [] } = await events.send(
      new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus }),
    );
    const called = Targets.filter(({ Arn }) => Arn?.includes(':api-destination/'));
    for (const target of called) await call(account, { target, event, port });
  }
}

type Call = { readonly target: Target; readonly event: unknown; readonly port: number };

async function call(
  { events, iam, emulator }: Account,
  { target, event, port }: Call,
): Promise<void> {
  const { Arn = '', RoleArn = '', HttpParameters } = target;
  const statements = await statementsOf(iam, RoleArn.split('/').at(-1) ?? '');
  if (!grants(statements, { action: 'events:InvokeApiDestination', resource: Arn })) {
    throw new Error(`call ${Arn}: ${RoleArn} may not`);
  }
  const destination = await events.send(new DescribeApiDestinationCommand({ Name: nameIn(Arn) }));
  const key = await keyOf(emulator, nameIn(destination.ConnectionArn));
  const values = [...(HttpParameters?.PathParameterValues ?? [])];
  const url = new URL(
    (destination.InvocationEndpoint ?? '').replace(/\*/g, () => values.shift() ?? '*'),
  );
  const sent = request({
    ...{ host: '127.0.0.1', port, method: destination.HttpMethod },
    path: url.pathname + url.search,
    headers: {
      host: url.host,
      'content-type': 'application/json; charset=utf-8',
      [key.ApiKeyName]: key.ApiKeyValue,
    },
  });
  sent.end(transformInput(v.parse(TargetInputSchema, target), event));
  await once(sent, 'response');
}

/** What a role may do that EventBridge may take. */
async function statementsOf(iam: IAMClient, RoleName: string): Promise<readonly Statement[]> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  if (!trust.includes('"events.amazonaws.com"')) {
    throw new Error(`assume role ${RoleName}: it does not trust EventBridge`);
  }
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const policies = await Promise.all(
    PolicyNames.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  );
  return policies.flatMap(({ PolicyDocument = '' }) =>
    parsePolicy(decodeURIComponent(PolicyDocument)),
  );
}

// The emulator gives back the secret, as AWS does not; so the SDK leaves it out.
async function keyOf(emulator: string, connection: string) {
  const scope = `test/20261120/${region}/events/aws4_request`;
  const answer = await fetch(emulator, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSEvents.DescribeConnection',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ Name: connection }),
  });
  return v.parse(KeySchema, await answer.json()).AuthParameters.ApiKeyAuthParameters;
}

/** A destination's or a connection's name, behind which its ARN has an id. */
function nameIn(arn = ''): string {
  return arn.split('/')[1] ?? '';
}
