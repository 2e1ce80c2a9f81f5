import { ask } from '../../runtime/aws/owner/ask.ts';
import { ownerClients } from '../../runtime/aws/owner/owner-clients.ts';
import { s3BlobStore } from '../../runtime/aws/s3-blob-store.ts';
import { findDeployment } from '../aws/find-deployment.ts';
import { orOneSentence } from '../aws/or-one-sentence.ts';
import { ownersAlerts } from '../aws/owners-alerts.ts';
import type { RulesStore } from './rules-store.ts';

/** The bucket of the pipeline that a configuration describes. */
export async function deployedStore(configurationFile?: string): Promise<RulesStore> {
  const { configuration, deployment } = await findDeployment(configurationFile);
  const { s3 } = ownerClients(deployment.region);
  const { get, put, list } = s3BlobStore({ client: s3, bucket: deployment.bucket });
  return {
    blobs: {
      get: (...call) => ask('s3:GetObject', () => get(...call).catch(unwrapped)),
      put: (...call) => ask('s3:PutObject', () => put(...call).catch(unwrapped)),
      list: (prefix) => askingList(list(prefix)),
    },
    people: async () => Object.keys(configuration.recipients.people),
    openAlerts: async () => ownersAlerts(configuration, deployment),
    name: `s3://${deployment.bucket}`,
    timeZone: configuration.timeZone,
    region: deployment.region,
    cameras: configuration.cameras,
    orOneSentence,
    close: async () => s3.destroy(),
  };
}

async function* askingList<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await ask('s3:ListBucket', () => iterator.next().catch(unwrapped));
    if (done) return;
    yield value;
  }
}

/** Adapters say what they tried; AWS's own error is the cause, and tells why. */
export function unwrapped(error: unknown): never {
  throw error instanceof Error && error.cause !== undefined ? error.cause : error;
}
