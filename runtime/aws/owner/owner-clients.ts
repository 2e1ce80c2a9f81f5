import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { clientSettings } from '../client-settings.ts';

/** The clients of the person at the keyboard: profile, single sign-on or environment say who that is. */
export type OwnerClients = ReturnType<typeof ownerClients>;

export function ownerClients(region: string) {
  const settings = { ...clientSettings, region };
  return {
    cloudWatch: new CloudWatchClient(settings),
    events: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client(settings),
    quotas: new ServiceQuotasClient(settings),
    ses: new SESv2Client(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
    sts: new STSClient(settings),
  };
}
