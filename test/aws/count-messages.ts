import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/**
 * How many messages a queue holds, those in flight and delayed among them; but what the thumbnailer puts
 * off to count its pictures waits for up to a quarter of an hour, and nobody here does.
 */
export async function countMessages(sqs: SQSClient, queueUrl: string | undefined): Promise<number> {
  const waitsLong = queueUrl?.endsWith('-thumbnailer') === true;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages ?? 0) +
    Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0) +
    (waitsLong ? 0 : Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0))
  );
}
