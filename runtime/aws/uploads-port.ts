import { SQSClient } from '@aws-sdk/client-sqs';
import type { Uploads } from '../uploads.ts';
import { clientSettings } from './client-settings.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { sqsUploads } from './sqs-uploads.ts';

/** The queue of new pictures, for a function that needs `uploads`. */
export function uploadsPort(environment: FunctionEnvironment): Uploads {
  // The queue's address would win over an endpoint that was configured.
  const client = new SQSClient({ ...clientSettings, useQueueUrlAsEndpoint: false });
  return sqsUploads({ client, queueUrl: environment.INTELLICAM_UPLOADS_QUEUE_URL });
}
