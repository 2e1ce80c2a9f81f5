import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import type { Construct } from 'constructs';
import type { Configuration } from './configuration.ts';

const services = [
  ...['cloudfront', 'cloudwatch', 'eventbridge', 'iam', 'lambda', 'logs'],
  ...['s3', 'sesv2', 'sns', 'sqs', 'sts'],
] as const;

/** The account and region to deploy to; with an endpoint, an emulator in their place. */
export function awsProvider(
  scope: Construct,
  { region, stage }: Configuration,
  emulatorEndpoint: string | undefined,
): AwsProvider {
  return new AwsProvider(scope, 'aws', {
    region,
    defaultTags: [{ tags: { project: 'intellicam', stage } }],
    ...(emulatorEndpoint === undefined ? {} : emulated(emulatorEndpoint)),
  });
}

function emulated(endpoint: string) {
  return {
    endpoints: [Object.fromEntries(services.map((service) => [service, endpoint]))],
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: 'true',
    skipRegionValidation: true,
  };
}
