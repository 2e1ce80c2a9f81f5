import { SQSClient } from '@aws-sdk/client-sqs';
import type { Timers } from '../timers.ts';
import { clientSettings } from './client-settings.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { sqsTimers } from './sqs-timers.ts';

/** The timers of a function that needs `timers`: messages to its own queue. */
export function timersPort(environment: FunctionEnvironment): Timers {
  // The queue's address would win over an endpoint that was configured.
  const client = new SQSClient({ ...clientSettings, useQueueUrlAsEndpoint: false });
  return sqsTimers({ client, queueUrl: environment.INTELLICAM_QUEUE_URL });
}
