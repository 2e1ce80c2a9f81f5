import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { ask } from './ask.ts';
import type { Deployment } from './deployment.ts';
import type { OwnerClients } from './owner-clients.ts';

type Message = { readonly queue: string; readonly body: string };

const atOnce = 10;

/** Puts messages straight into the queues of consumers, past the bus; a queue by its consumer's name. */
export function consumerQueues(
  { sqs }: Pick<OwnerClients, 'sqs'>,
  { queueUrls }: Pick<Deployment, 'queueUrls'>,
) {
  return {
    sendAll: async (messages: readonly Message[]): Promise<void> => {
      for (let start = 0; start < messages.length; start += atOnce) {
        await Promise.all(messages.slice(start, start + atOnce).map(send));
      }
    },
  };

  async function send({ queue, body: MessageBody }: Message): Promise<void> {
    const QueueUrl = queueUrls[queue];
    if (QueueUrl === undefined) {
      throw new Error(`send to ${queue}: it is not deployed; run npx cdktf deploy`);
    }
    await ask('sqs:SendMessage', () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })));
  }
}
