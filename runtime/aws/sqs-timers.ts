import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { formatWakeUp } from '../../contracts/wake-up.ts';
import type { Timers } from '../timers.ts';

type SqsTimersOptions = {
  readonly client: Pick<SQSClient, 'send'>;
  /** The consumer's own queue. */
  readonly queueUrl: string;
};

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
const longestDelaySeconds = 900;

/** Timers made of delayed messages; who asks for more than a quarter of an hour is woken earlier. */
export function sqsTimers({ client, queueUrl }: SqsTimersOptions): Timers {
  return {
    later: async (wakeUp, delaySeconds) => {
      const delay = Math.min(Math.max(Math.ceil(delaySeconds), 0), longestDelaySeconds);
      try {
        await client.send(
          new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: formatWakeUp(wakeUp),
            DelaySeconds: delay,
          }),
        );
      } catch (error) {
        throw new Error(`set a timer for ${wakeUp.type}`, { cause: error });
      }
    },
  };
}
