import { createHash } from 'node:crypto';
import type { CreatedObject } from './s3-notification.ts';

/**
 * Names one picture for ever: the same for every delivery of the same upload, another when other
 * bytes are uploaded under the same key. 80 bits of SHA-256 in hexadecimal.
 */
export function imageId(object: Omit<CreatedObject, 'sizeBytes'>): string {
  const identity = [object.bucket, object.key, object.versionId ?? object.etag].join('\n');
  return createHash('sha256').update(identity).digest('hex').slice(0, 20);
}
