import { createHash } from 'node:crypto';
import type { BlobStore } from '../../runtime/blob-store.ts';
import { hasErrorCode } from '../../runtime/error-code.ts';
import { type OutgoingPicture, type PictureTarget, SendError } from './picture-target.ts';

/**
 * Sends pictures into a store of ours. Another picture that waits under the same key is left alone,
 * and this one's name gets a prefix: keys that are made of files' names do meet.
 */
export function blobTarget(blobs: Pick<BlobStore, 'get' | 'put'>): PictureTarget {
  return {
    send: async (picture) => {
      try {
        return await (picture.replace ? replace(picture) : create(picture));
      } catch (error) {
        // Nothing but this picture's own key can be at fault, or the disk is full for all.
        if (!isDiskFull(error)) throw error;
        throw new SendError('busy', 'the disk is full: make room, and pictures go on', {
          cause: error,
        });
      }
    },
  };

  async function replace({ key, bytes, contentType, metadata }: OutgoingPicture) {
    await blobs.put(key, bytes, { contentType, metadata });
    return 'stored' as const;
  }

  async function create(picture: OutgoingPicture): Promise<'stored' | 'exists'> {
    const { key, bytes, contentType, metadata } = picture;
    const sha256 = picture.sha256 ?? createHash('sha256').update(bytes).digest();
    const digest = Buffer.from(sha256).toString('hex', 0, 4);
    // Its own name twice: what waited under it may have been moved between two looks.
    for (const name of [key, key, key.replace(/[^/]*$/, `${digest}-$&`)]) {
      const attributes = { contentType, metadata, condition: 'if-absent' } as const;
      const { outcome } = await blobs.put(name, bytes, attributes);
      if (outcome === 'stored') return 'stored';
      const waiting = await blobs.get(name);
      if (waiting !== undefined && Buffer.compare(waiting.bytes, bytes) === 0) return 'exists';
    }
    throw new Error(`upload ${key}: other pictures wait under its names`);
  }
}

function isDiskFull(error: unknown): boolean {
  if (hasErrorCode(error, 'ENOSPC') || hasErrorCode(error, 'EDQUOT')) return true;
  return error instanceof Error && error.cause !== undefined && isDiskFull(error.cause);
}
