import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { unpackFunction } from '../../infra/unpack-function.ts';
import type { AwsGate } from './aws-gate.ts';
import { completeNotification } from './complete-notification.ts';
import type { DeployedFunction } from './deployed-functions.ts';
import type { emulatedIam } from './emulated-iam.ts';
import { emulatorClients } from './emulator-clients.ts';
import { type FunctionProcess, functionProcess } from './function-process.ts';
import { type QueuePoller, queuePoller } from './queue-poller.ts';
import type { Statement } from './role-policy.ts';

/** What Lambda does on AWS: runs the deployed functions for what lies in their queues. */
export type LambdaHost = {
  /** Resolves when all queues are empty and nothing is being handled; throws when that lasts. */
  drained(): Promise<void>;
  /**
   * Why invocations failed as a whole, since the last time it was asked; what a function reports of
   * single messages is not here.
   */
  takeFailures(): readonly string[];
  /** How many messages were delivered again. */
  redeliveries(): number;
  /** Whether the functions' clocks go on by what a message would have waited before it came again. */
  seemToWait(does: boolean): void;
  /** Ends the process of a function in the middle of its work. */
  kill(name: string): void;
  /** Lets what a function does now have so many seconds left. */
  leave(name: string, seconds: number): void;
  /** Actions that a role allows and its function never needed, e.g. `mover: Read s3:GetObject`. */
  unusedGrants(): readonly string[];
  close(): Promise<void>;
};

type Surroundings = {
  readonly functions: readonly DeployedFunction[];
  readonly zips: ReadonlyMap<string, string>;
  readonly emulator: string;
  /** With the rights of whoever owns the account. */
  readonly owner: ReturnType<typeof emulatorClients>;
  readonly iam: ReturnType<typeof emulatedIam>;
  readonly gate: AwsGate;
};

type RoleCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
};

const longestSeconds = 180;

// The emulator compares these with no resource, so the gate does it and has them passed there.
export const checkedByTheGate = [
  ...['events:PutEvents', 'sns:Publish', 'ses:SendEmail', 'ses:SendRawEmail'],
  'ssm:GetParameter',
];

// Lambda itself receives the messages and writes the log.
const usedByLambda = ['Receive', 'Log'];

/** Starts every deployed function in a process of its own, with the rights of its role only. */
export async function startLambdaHost(surroundings: Surroundings): Promise<LambdaHost> {
  const root = await mkdtemp(join(tmpdir(), 'intellicam-functions-'));
  const running = await Promise.all(
    surroundings.functions.map((deployed) => startFunction(deployed, root, surroundings)),
  );

  const processOf = (name: string) => running.find((one) => one.name === name)?.process;

  return {
    async drained() {
      const deadline = Date.now() + longestSeconds * 1000;
      // A message passed on is in the next queue before it leaves the last: twice in a row is enough.
      for (let idle = 0; idle < 2; await sleep(200)) {
        const all = await Promise.all(running.map(({ poller }) => poller.isIdle()));
        idle = all.every(Boolean) ? idle + 1 : 0;
        if (Date.now() > deadline) throw new Error(`drain the queues\n${lastWords(running)}`);
      }
    },
    takeFailures: () => running.flatMap(({ poller }) => poller.takeFailures()),
    redeliveries: () => running.reduce((sum, { poller }) => sum + poller.redeliveries(), 0),
    seemToWait(does) {
      for (const { poller } of running) poller.seemToWait(does);
    },
    kill: (name) => processOf(name)?.kill(),
    leave: (name, seconds) => processOf(name)?.leave(seconds),
    unusedGrants: () =>
      running.flatMap(({ name, statements }) =>
        statements
          .filter(({ Sid }) => !usedByLambda.includes(Sid))
          .flatMap(({ Sid, Action }) =>
            Action.filter((action) => !surroundings.gate.wasUsed(name, Sid, action)).map(
              (action) => `${name}: ${Sid} ${action}`,
            ),
          ),
      ),
    async close() {
      await Promise.all(running.map(({ poller }) => poller.stop()));
      for (const { process } of running) process.stop();
      await Promise.all(running.map(({ roleName }) => surroundings.iam.takeBack(roleName)));
      await rm(root, { recursive: true, force: true });
    },
  };
}

type RunningFunction = {
  readonly name: string;
  readonly roleName: string;
  readonly statements: readonly Statement[];
  readonly process: FunctionProcess;
  readonly poller: QueuePoller;
};

function lastWords(running: readonly RunningFunction[]): string {
  return running.map(({ name, process }) => `${name}: ${process.output().slice(-2000)}`).join('\n');
}

async function startFunction(
  deployed: DeployedFunction,
  root: string,
  { zips, emulator, owner, iam, gate }: Surroundings,
): Promise<RunningFunction> {
  const { name, mappingId, roleArn, codeSha256, timeoutSeconds } = deployed;
  const zip = zips.get(codeSha256);
  if (zip === undefined) throw new Error(`start ${name}: no zip has the digest ${codeSha256}`);
  const folder = join(root, name);
  await unpackFunction(zip, folder);

  const roleName = roleArn.split('/').at(-1) ?? '';
  const credentials = await admitRole(name, { roleArn, owner, iam, gate });
  const { statements } = credentials;
  await iam.allowEverywhere(roleName, checkedByTheGate);
  const environment = environmentOf(deployed, credentials, gate.endpoint);
  const process = functionProcess({ folder, timeoutSeconds, environment });
  // The emulator would take every message first, look in vain for Docker, and put it back.
  await owner.lambda.send(new UpdateEventSourceMappingCommand({ UUID: mappingId, Enabled: false }));
  const { sqs: asRole } = emulatorClients(emulator, credentials);
  const complete = (body: string) => completeNotification(owner.s3, body);
  const poller = await queuePoller(deployed, { process, complete, asRole, asOwner: owner.sqs });
  return { name, roleName, statements, process, poller };
}

type RoleToAdmit = Pick<Surroundings, 'owner' | 'iam' | 'gate'> & { readonly roleArn: string };

/** Lets a function through the gate with what its role allows, and with the role's credentials. */
export async function admitRole(name: string, { roleArn, owner, iam, gate }: RoleToAdmit) {
  const statements = await iam.policiesOf(roleArn.split('/').at(-1) ?? '');
  const credentials = await assumeRole(owner.sts, roleArn, name);
  gate.admit(credentials.accessKeyId, { name, statements });
  return { ...credentials, statements };
}

async function assumeRole(sts: STSClient, RoleArn: string, name: string): Promise<RoleCredentials> {
  const RoleSessionName = name.slice(0, 64);
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

function environmentOf(
  { name, handler, memoryMb, environment, queueArn }: DeployedFunction,
  { accessKeyId, secretAccessKey, sessionToken }: RoleCredentials,
  endpoint: string,
): Readonly<Record<string, string>> {
  return {
    ...environment,
    _HANDLER: handler,
    TZ: ':UTC',
    AWS_REGION: queueArn.split(':')[3] ?? '',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ENDPOINT_URL: endpoint,
  };
}
