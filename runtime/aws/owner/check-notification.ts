import {
  GetBucketNotificationConfigurationCommand,
  type QueueConfiguration,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { uploadPrefix } from '../../../contracts/object-key.ts';
import { allowsSender } from './allows-sender.ts';
import { ask, askAbout } from './ask.ts';
import type { Deployment } from './deployment.ts';
import { examine, type Finding } from './finding.ts';
import type { OwnerClients } from './owner-clients.ts';
import { bucketArn, queueArn, queueName } from './queue-arn.ts';
import { queueGone } from './queue-depth.ts';

const check = 'notification';
const deploy = 'Put it right:\nnpx cdktf deploy';

/** Looks whether a new picture is told to the classifier. */
export async function checkNotification(
  { s3, sqs }: Pick<OwnerClients, 's3' | 'sqs'>,
  deployment: Deployment,
): Promise<readonly Finding[]> {
  const { bucket, uploadsQueueUrl } = deployment;
  const findings = await Promise.all([
    examine(check, async () => {
      const { QueueConfigurations } = await ask('s3:GetBucketNotification', () =>
        s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket })),
      );
      return [judgeNotification(QueueConfigurations, queueArn(deployment, uploadsQueueUrl))];
    }),
    examine(check, async () => {
      const answer = await askAbout('sqs:GetQueueAttributes', queueGone, () =>
        sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: uploadsQueueUrl,
            AttributeNames: ['Policy'],
          }),
        ),
      );
      return [
        judgeQueuePolicy(
          answer === undefined ? 'gone' : (answer.Attributes?.Policy ?? ''),
          deployment,
        ),
      ];
    }),
  ]);
  return findings.flat();
}

/** Whether one of the bucket's notifications tells the queue of every upload. */
function judgeNotification(
  configurations: readonly QueueConfiguration[] | undefined,
  queueArn: string,
): Finding {
  const toQueue = (configurations ?? []).filter(({ QueueArn }) => QueueArn === queueArn);
  if (toQueue.some(tellsOfUploads)) {
    const found = `The bucket tells the classifier of every picture below ${uploadPrefix}.`;
    return { check, state: 'ok', found };
  }
  const found =
    toQueue.length === 0
      ? 'The bucket does not tell the classifier of new pictures: none is looked at.'
      : `The bucket tells the classifier of other things than new pictures below ${uploadPrefix}.`;
  return { check, state: 'problem', found, todo: deploy };
}

function tellsOfUploads({ Events = [], Filter }: QueueConfiguration): boolean {
  const rules = Filter?.Key?.FilterRules ?? [];
  return (
    Events.some((event) => event === 's3:ObjectCreated:*') &&
    rules.every(({ Name, Value }) => Name?.toLowerCase() === 'prefix' && Value === uploadPrefix)
  );
}

/** Whether the bucket may put messages into the classifier's queue; `gone`: there is no queue. */
function judgeQueuePolicy(policy: string | 'gone', deployment: Deployment): Finding {
  const { uploadsQueueUrl, account } = deployment;
  const name = queueName(uploadsQueueUrl);
  if (policy === 'gone') {
    const found = `The queue ${name} is gone: new pictures are not looked at.`;
    return { check, state: 'problem', found, todo: deploy };
  }
  const allowed = allowsSender(policy, {
    service: 's3.amazonaws.com',
    queueArn: queueArn(deployment, uploadsQueueUrl),
    sourceArn: bucketArn(deployment),
    account,
  });
  if (allowed)
    return { check, state: 'ok', found: `The queue ${name} takes the bucket's messages.` };
  const found = `The queue ${name} does not let the bucket send: new pictures are not looked at.`;
  return { check, state: 'problem', found, todo: deploy };
}
