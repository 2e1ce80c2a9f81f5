import { formatS3Notification } from '../../contracts/s3-notification.ts';
import type { Uploads } from '../uploads.ts';
import type { DurableQueue } from './durable-queues.ts';

/** The uploads queue of this machine. */
export function localUploads(queue: Pick<DurableQueue, 'send' | 'size'>): Uploads {
  return {
    held: async () => queue.size(),
    tellAgain: (pictures) => queue.send(pictures.map(formatS3Notification)),
  };
}
