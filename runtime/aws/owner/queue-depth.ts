import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { askAbout } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

/** How many messages a queue holds, as nearly as SQS knows. */
type QueueDepth = { readonly waiting: number; readonly inWork: number };

/** SQS's names for a queue that is not there, the newer and the older one. */
export const queueGone = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'];

/** Looks how much a queue holds; undefined when it is gone. */
export async function readQueueDepth(
  { sqs }: Pick<OwnerClients, 'sqs'>,
  url: string,
): Promise<QueueDepth | undefined> {
  const answer = await askAbout('sqs:GetQueueAttributes', queueGone, () =>
    sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    ),
  );
  if (answer === undefined) return undefined;
  const { Attributes = {} } = answer;
  return {
    waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inWork: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}
