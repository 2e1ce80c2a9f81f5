import {
  type EventBridgeClient,
  ListApiDestinationsCommand,
  ListArchivesCommand,
  ListConnectionsCommand,
  ListEventBusesCommand,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { ListEventSourceMappingsCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import type { emulatedIam } from './emulated-iam.ts';
import type { emulatorClients } from './emulator-clients.ts';

type Account = {
  readonly owner: ReturnType<typeof emulatorClients>;
  readonly iam: ReturnType<typeof emulatedIam>;
};

/** The names of everything in the account that could go on working, or costing. */
export async function leftOvers({ owner, iam }: Account): Promise<readonly string[]> {
  const { s3, sqs, sns, lambda, events } = owner;
  const [buckets, queues, topics, functions, mappings, archives] = await Promise.all([
    s3.send(new ListBucketsCommand({})),
    sqs.send(new ListQueuesCommand({})),
    sns.send(new ListTopicsCommand({})),
    lambda.send(new ListFunctionsCommand({})),
    lambda.send(new ListEventSourceMappingsCommand({})),
    events.send(new ListArchivesCommand({})),
  ]);
  return [
    ...(buckets.Buckets ?? []).map(({ Name }) => `bucket ${Name}`),
    ...(queues.QueueUrls ?? []).map((url) => `queue ${url}`),
    ...(topics.Topics ?? []).map(({ TopicArn }) => `topic ${TopicArn}`),
    ...(functions.Functions ?? []).map(({ FunctionName }) => `function ${FunctionName}`),
    ...(mappings.EventSourceMappings ?? []).map(({ UUID }) => `event source mapping ${UUID}`),
    ...(archives.Archives ?? []).map(({ ArchiveName }) => `archive ${ArchiveName}`),
    ...(await webhookParts(events)),
    ...(await busesAndRules(events)),
    ...(await iam.roleNames()).map((name) => `role ${name}`),
    ...(await iam.userNames()).map((name) => `user ${name}`),
  ];
}

async function webhookParts(events: EventBridgeClient): Promise<readonly string[]> {
  const [{ ApiDestinations = [] }, { Connections = [] }] = await Promise.all([
    events.send(new ListApiDestinationsCommand({})),
    events.send(new ListConnectionsCommand({})),
  ]);
  return [
    ...ApiDestinations.map(({ Name }) => `API destination ${Name}`),
    ...Connections.map(({ Name }) => `connection ${Name}`),
  ];
}

async function busesAndRules(events: EventBridgeClient): Promise<readonly string[]> {
  const { EventBuses = [] } = await events.send(new ListEventBusesCommand({}));
  const rules = await Promise.all(
    EventBuses.map(async ({ Name }) => {
      const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: Name }));
      return Rules.map((rule) => `rule ${rule.Name}`);
    }),
  );
  // Every account has the default bus.
  const buses = EventBuses.filter(({ Name }) => Name !== 'default');
  return [...buses.map(({ Name }) => `event bus ${Name}`), ...rules.flat()];
}
