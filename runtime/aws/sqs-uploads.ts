import { GetQueueAttributesCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type CreatedObject, formatS3Notification } from '../../contracts/s3-notification.ts';
import type { Uploads } from '../uploads.ts';

type SqsUploadsOptions = {
  readonly client: Pick<SQSClient, 'send'>;
  readonly queueUrl: string;
};

const atOnce = 10;
const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** The uploads queue in SQS. */
export function sqsUploads({ client, queueUrl }: SqsUploadsOptions): Uploads {
  return {
    held: async () => {
      const { Attributes = {} } = await client
        .send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...counts] }))
        .catch((cause: unknown) => {
          throw new Error('count the messages about new pictures', { cause });
        });
      return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
    },
    // There are few. A picture whose message was sent though another's was not is recognised next time.
    tellAgain: async (pictures) => {
      for (let start = 0; start < pictures.length; start += atOnce) {
        await Promise.all(pictures.slice(start, start + atOnce).map(send));
      }
    },
  };

  async function send(picture: CreatedObject): Promise<void> {
    const MessageBody = formatS3Notification(picture);
    await client
      .send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }))
      .catch((cause: unknown) => {
        throw new Error(`tell again of ${picture.key}`, { cause });
      });
  }
}
