import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { countMessages } from './count-messages.ts';
import type { DeployedFunction } from './deployed-functions.ts';
import type { FunctionProcess } from './function-process.ts';
import { sqsEvent } from './sqs-event.ts';

export type QueuePoller = {
  /** Whether the queue is empty and no batch is being handled. Throws when it cannot be polled. */
  isIdle(): Promise<boolean>;
  /** Why invocations failed as a whole. */
  failures(): readonly string[];
  stop(): Promise<void>;
};

type Poll = {
  readonly process: FunctionProcess;
  /** What a message should have said when it was sent. */
  readonly complete: (body: string) => Promise<string>;
  /** Receives and deletes, as Lambda does with the rights of the function's role. */
  readonly asRole: SQSClient;
  /** Does what only these tests do. */
  readonly asOwner: SQSClient;
};

const ResponseSchema = v.nullish(
  v.object({
    batchItemFailures: v.optional(v.array(v.object({ itemIdentifier: v.string() })), []),
  }),
);

const restMilliseconds = 100;

/** Hands a queue's messages to a function, batch by batch, as Lambda's event source mapping does. */
export async function queuePoller(
  { queueArn, batchSize, reportsItemFailures }: DeployedFunction,
  { process, complete, asRole, asOwner }: Poll,
): Promise<QueuePoller> {
  const QueueName = queueArn.split(':').at(-1);
  const { QueueUrl } = await asOwner.send(new GetQueueUrlCommand({ QueueName }));
  let stopped = false;
  let busy = false;
  let failure: unknown;
  const failures: string[] = [];
  const polling = poll().catch((error: unknown) => {
    failure = error;
  });

  return {
    async isIdle() {
      if (failure !== undefined) throw new Error(`poll ${QueueName}`, { cause: failure });
      const messages = await countMessages(asOwner, QueueUrl);
      return !busy && messages === 0;
    },
    failures: () => failures,
    async stop() {
      stopped = true;
      await polling;
    },
  };

  async function poll(): Promise<void> {
    while (!stopped) {
      const messages = await receive();
      if (messages.length === 0) {
        await sleep(restMilliseconds);
        continue;
      }
      busy = true;
      await handle(messages);
      busy = false;
    }
  }

  async function receive(): Promise<readonly Message[]> {
    const { Messages } = await asRole.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: batchSize,
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Promise.all(
      (Messages ?? []).map(async (message) => ({
        ...message,
        Body: await complete(message.Body ?? ''),
      })),
    );
  }

  async function handle(messages: readonly Message[]): Promise<void> {
    const failed = await failuresOf(messages);
    for (const { MessageId, ReceiptHandle } of messages) {
      await (failed.has(MessageId ?? '')
        ? // Lambda lets them wait; these tests see them again at once.
          asOwner.send(
            new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
          )
        : asRole.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })));
    }
  }

  async function failuresOf(messages: readonly Message[]): Promise<ReadonlySet<string>> {
    try {
      const answer = v.parse(ResponseSchema, await process.invoke(sqsEvent(messages, queueArn)));
      const failures = reportsItemFailures ? (answer?.batchItemFailures ?? []) : [];
      return new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
    } catch (error) {
      failures.push(`${QueueName}: ${String(error)}`);
      return new Set(messages.map(({ MessageId }) => MessageId ?? ''));
    }
  }
}
