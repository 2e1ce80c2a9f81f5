import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import type { AccessKey } from './emulated-iam.ts';

export const region = 'eu-central-1';

/** The clients with which the tests look at the emulator from outside of the pipeline. */
export function emulatorClients(
  endpoint: string,
  credentials: AccessKey & { readonly sessionToken?: string },
) {
  const settings = { endpoint, region, credentials };
  return {
    events: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
    sts: new STSClient(settings),
  };
}
