import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetFunctionCommand } from '@aws-sdk/client-lambda';
import { unpackFunction } from '../../infra/unpack-function.ts';
import type { AwsGate } from './aws-gate.ts';
import type { emulatedIam } from './emulated-iam.ts';
import { type emulatorClients, region } from './emulator-clients.ts';
import { functionProcess } from './function-process.ts';
import { admitRole, checkedByTheGate } from './lambda-host.ts';

type Surroundings = {
  readonly zips: ReadonlyMap<string, string>;
  readonly owner: ReturnType<typeof emulatorClients>;
  readonly iam: ReturnType<typeof emulatedIam>;
  readonly gate: AwsGate;
};

/** The function that no queue feeds, as it was deployed, with the rights of its role only. */
export async function startFeedbackFunction(
  FunctionName: string,
  { zips, owner, iam, gate }: Surroundings,
) {
  const { Configuration } = await owner.lambda.send(new GetFunctionCommand({ FunctionName }));
  const zip = zips.get(Configuration?.CodeSha256 ?? '');
  if (zip === undefined) throw new Error(`start ${FunctionName}: no zip has its digest`);
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-feedback-'));
  await unpackFunction(zip, folder);
  const roleArn = Configuration?.Role ?? '';
  const roleName = roleArn.split('/').at(-1) ?? '';
  await iam.allowEverywhere(roleName, checkedByTheGate);
  const credentials = await admitRole(FunctionName, { roleArn, owner, iam, gate });
  const process = functionProcess({
    folder,
    timeoutSeconds: Configuration?.Timeout ?? 3,
    environment: {
      ...Configuration?.Environment?.Variables,
      _HANDLER: Configuration?.Handler ?? '',
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: FunctionName,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_ENDPOINT_URL: gate.endpoint,
    },
  });
  return {
    invoke: process.invoke,
    async close() {
      process.stop();
      await iam.takeBack(roleName);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
