import { uploadPrefix } from '../../contracts/object-key.ts';
import { formatS3Notification } from '../../contracts/s3-notification.ts';
import type { BlobStore } from '../blob-store.ts';
import type { WorkQueue } from '../work-queue.ts';

/** Tells the uploads queue of every new picture, in S3's words, as the bucket does on AWS. */
export function notifyingBlobStore(
  blobs: BlobStore,
  uploads: Pick<WorkQueue, 'send'>,
  bucket: string,
): BlobStore {
  return {
    ...blobs,
    put: async (key, bytes, options) => {
      const result = await blobs.put(key, bytes, options);
      if (result.outcome === 'stored' && key.startsWith(uploadPrefix)) {
        const object = { bucket, key, etag: result.etag, sizeBytes: bytes.length };
        await uploads.send([formatS3Notification(object)]);
      }
      return result;
    },
  };
}

/**
 * Queues every picture that still lies in `upload/`: a process that died between storing a picture
 * and telling of it would otherwise leave it there for ever. What was queued already is recognised.
 */
export async function queueStragglers(
  blobs: Pick<BlobStore, 'list' | 'get'>,
  uploads: Pick<WorkQueue, 'send'>,
  bucket: string,
): Promise<void> {
  const bodies: string[] = [];
  for await (const { key } of blobs.list(uploadPrefix)) {
    const blob = await blobs.get(key);
    if (blob === undefined) continue;
    const { etag, sizeBytes } = blob;
    bodies.push(formatS3Notification({ bucket, key, etag, sizeBytes }));
  }
  await uploads.send(bodies);
}
