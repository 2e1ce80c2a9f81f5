import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { parseConfiguration } from '../../infra/read-configuration.ts';
import { stateFileName } from '../../infra/stack-name.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';

/** Lets everything that is an owner's speak to an emulator, until the stubs are taken away. */
export function signIn(endpoint: string, accessKeyId?: string, secretAccessKey = 'test'): void {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
  // No profile of whoever runs the tests, and no role of a machine in the cloud.
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  vi.stubEnv('AWS_PROFILE', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}

/** Who is told in a made deployment. */
export const ownersAddress = 'you@example.org';

function configurationText(stage: string): string {
  return `region: eu-west-1
timeZone: Europe/Zurich
cameras: [garden, front-door]
stage: ${stage}
recipients:
  emails: [${ownersAddress}]
`;
}

/** The configuration that such a deployment would come from. */
export function configurationOf({ stage }: Pick<Deployment, 'stage'>) {
  return parseConfiguration(configurationText(stage), 'intellicam.yaml');
}

/** Writes the configuration and, beside it, Terraform's state; gives back the configuration's file. */
export async function writeHome(deployment: Deployment): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-owner-'));
  const file = join(folder, 'intellicam.yaml');
  await writeFile(file, configurationText(deployment.stage));
  const outputs = {
    stage: deployment.stage,
    region: deployment.region,
    account_id: deployment.account,
    bucket: deployment.bucket,
    bus: deployment.bus,
    uploads_queue_url: deployment.uploadsQueueUrl,
    undelivered_queue_url: deployment.undeliveredQueueUrl,
    queue_urls: deployment.queueUrls,
    dead_letter_queue_urls: deployment.deadLetterQueueUrls,
    function_names: deployment.functionNames,
    alarm_topic_arn: deployment.alarmTopicArn,
    operations_topic_arn: deployment.operationsTopicArn,
  };
  const values = Object.entries(outputs).map(([name, value]) => [name, { value }]);
  const state = { version: 4, outputs: Object.fromEntries(values) };
  await writeFile(join(folder, stateFileName(deployment)), JSON.stringify(state));
  return file;
}
