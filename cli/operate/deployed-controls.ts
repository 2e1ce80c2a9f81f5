import { eventBridgeBus } from '../../runtime/aws/event-bridge-bus.ts';
import { ask } from '../../runtime/aws/owner/ask.ts';
import { consumerQueues } from '../../runtime/aws/owner/consumer-queues.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { readLogs } from '../../runtime/aws/owner/read-logs.ts';
import { sqsDeadLetters } from '../../runtime/aws/owner/sqs-dead-letters.ts';
import { sqsUploads } from '../../runtime/aws/sqs-uploads.ts';
import { discoverConsumers } from '../../runtime/discover-consumers.ts';
import { localBus } from '../../runtime/local/local-bus.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { findDeployment } from '../aws/find-deployment.ts';
import { deployedStore, unwrapped } from '../rules/deployed-store.ts';
import type { Controls } from './controls.ts';

const now = () => new Date();

/** Takes hold of the pipeline that a configuration describes. */
export async function deployedControls(configurationFile?: string): Promise<Controls> {
  const { deployment } = await findDeployment(configurationFile);
  const store = await deployedStore(configurationFile);
  const clients = ownerClients(deployment.region);
  const { sqs, events: client } = clients;
  const consumers = await discoverConsumers(projectFile('dist', 'services'));
  const uploads = sqsUploads({ client: sqs, queueUrl: deployment.uploadsQueueUrl });
  const bus = eventBridgeBus({ client, busName: deployment.bus, now });
  const queues = consumerQueues(clients, deployment);
  return {
    ...{ store, bucket: deployment.bucket, consumers, cameras: store.cameras },
    uploads: {
      held: () => ask('sqs:GetQueueAttributes', () => uploads.held().catch(unwrapped)),
      tellAgain: (pictures) =>
        ask('sqs:SendMessage', () => uploads.tellAgain(pictures).catch(unwrapped)),
    },
    deadLetters: sqsDeadLetters(clients, deployment),
    events: {
      publish: (events) => ask('events:PutEvents', () => bus.publish(events).catch(unwrapped)),
    },
    // The same rules as on the bus, and the same envelope; it is the queues that are AWS's.
    busOf: (chosen) => localBus(queues, chosen, now),
    workOn: (imageId, span) => readLogs(clients, deployment, { imageId, ...span }),
    close: async () => {
      sqs.destroy();
      client.destroy();
      await store.close();
    },
  };
}
