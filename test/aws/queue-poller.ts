import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
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
  /** Why invocations failed as a whole, since the last time it was asked. */
  takeFailures(): readonly string[];
  /** How many messages were received that had been received before. */
  redeliveries(): number;
  /** Whether it seems to the function that a message waited before it was received again. */
  seemToWait(does: boolean): void;
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
  const VisibilityTimeout = await visibilityOf(asOwner, QueueUrl);
  let redeliveries = 0;
  let seemsToWait = false;
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
    takeFailures: () => failures.splice(0),
    redeliveries: () => redeliveries,
    seemToWait: (does) => {
      seemsToWait = does;
    },
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
      const receives = messages.map(receivesBefore);
      redeliveries += receives.filter((before) => before > 0).length;
      const ahead = seemsToWait ? Math.max(...receives) * VisibilityTimeout : 0;
      const reply = await process.invoke(sqsEvent(messages, queueArn), ahead);
      const answer = v.parse(ResponseSchema, reply);
      const failed = reportsItemFailures ? (answer?.batchItemFailures ?? []) : [];
      return new Set(failed.map(({ itemIdentifier }) => itemIdentifier));
    } catch (error) {
      failures.push(`${QueueName}: ${String(error)}`);
      return new Set(messages.map(({ MessageId }) => MessageId ?? ''));
    }
  }
}

function receivesBefore({ Attributes = {} }: Message): number {
  return Number(Attributes.ApproximateReceiveCount ?? 1) - 1;
}

/** How long a queue hides what was received, in seconds. */
async function visibilityOf(sqs: SQSClient, QueueUrl: string | undefined): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  return Number(Attributes.VisibilityTimeout ?? 30);
}
