import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { ask } from './ask.ts';
import type { OwnerClients } from './owner-clients.ts';

type Queue = { readonly url: string };

// As long as whoever looks needs; what is not deleted then is there again.
const visibilitySeconds = 60;

/** A queue's messages for whoever looks at them: received, given back, deleted. */
export function queueMessages({ sqs }: Pick<OwnerClients, 'sqs'>) {
  return { receive, release, remove };

  async function receive({ url }: Queue, wanted: number): Promise<readonly Message[]> {
    const found = new Map<string, Message>();
    while (found.size < wanted) {
      const { Messages = [] } = await ask('sqs:ReceiveMessage', () =>
        sqs.send(
          new ReceiveMessageCommand({
            ...{ QueueUrl: url, VisibilityTimeout: visibilitySeconds, WaitTimeSeconds: 1 },
            MaxNumberOfMessages: Math.min(10, wanted - found.size),
            ...{ MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] },
          }),
        ),
      );
      const fresh = Messages.filter(({ MessageId = '' }) => !found.has(MessageId));
      for (const message of fresh) found.set(message.MessageId ?? '', message);
      if (fresh.length === 0) break;
    }
    return [...found.values()];
  }

  async function release({ url }: Queue, messages: readonly Message[]): Promise<void> {
    for (const { ReceiptHandle } of messages) {
      const VisibilityTimeout = 0;
      await ask('sqs:ChangeMessageVisibility', () =>
        sqs.send(
          new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }),
        ),
      );
    }
  }

  async function remove({ url }: Queue, { ReceiptHandle }: Message): Promise<void> {
    await ask('sqs:DeleteMessage', () =>
      sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle })),
    );
  }
}
