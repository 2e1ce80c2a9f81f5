import type { Deployment } from './deployment.ts';

/** A queue's name, which is the end of its URL. */
export function queueName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** A queue's ARN, told from its URL; the partition is that of the deployment's other resources. */
export function queueArn(
  { account, region, alarmTopicArn }: Pick<Deployment, 'account' | 'region' | 'alarmTopicArn'>,
  url: string,
): string {
  return `arn:${partitionOf(alarmTopicArn)}:sqs:${region}:${account}:${queueName(url)}`;
}

/** The bucket's ARN. */
export function bucketArn({ bucket, alarmTopicArn }: Pick<Deployment, 'bucket' | 'alarmTopicArn'>) {
  return `arn:${partitionOf(alarmTopicArn)}:s3:::${bucket}`;
}

function partitionOf(arn: string): string {
  return arn.split(':')[1] ?? 'aws';
}
