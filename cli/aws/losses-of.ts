import { operationsAlarms } from '../../infra/operations-alarms.ts';
import type { Losses } from '../../runtime/aws/owner/check-dead-letters.ts';
import type { Deployment } from '../../runtime/aws/owner/deployment.ts';
import { queueName } from '../../runtime/aws/owner/queue-arn.ts';

/** What is lost by messages in each dead-letter queue, in the words of the alarms on them. */
export function lossesOf(
  deployment: Pick<Deployment, 'deadLetterQueueUrls' | 'undeliveredQueueUrl' | 'bus'>,
): Losses {
  const alarms = operationsAlarms({
    consumers: Object.entries(deployment.deadLetterQueueUrls).map(([name, url]) => ({
      name,
      deadLetters: queueName(url),
    })),
    undelivered: queueName(deployment.undeliveredQueueUrl),
    bus: deployment.bus,
    // Of these, the alarms that are asked for here say nothing.
    ...{
      uploadsQueue: '',
      webhooks: [],
      functions: [],
      rules: [],
      schedules: [],
      monthlyDollars: 1,
      dollarsPerPicture: 1,
    },
  });
  const descriptionOf = (id: string) => alarms.find((alarm) => alarm.id === id)?.description ?? '';
  return {
    undelivered: descriptionOf('undelivered'),
    ...Object.fromEntries(
      Object.keys(deployment.deadLetterQueueUrls).map((name) => [
        name,
        descriptionOf(`${name}-dead-letters`),
      ]),
    ),
  };
}
