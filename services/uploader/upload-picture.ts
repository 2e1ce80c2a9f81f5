import { createHash } from 'node:crypto';
import { capturedAtMetadata, captureTime } from '../../contracts/capture-time.ts';
import { imageFormat } from '../../contracts/image-format.ts';
import { uploadKey } from '../../contracts/object-key.ts';
import type { BlobStore } from '../../runtime/blob-store.ts';

type Picture = {
  readonly camera: string;
  /** The path below the camera's folder, with `/` between its parts. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mtime: Date;
};

/**
 * Hands a picture to the pipeline; created once, so that sending it again changes nothing. Another
 * picture that waits under the same name is left alone, and this one's name gets a suffix.
 */
export async function uploadPicture(
  blobs: Pick<BlobStore, 'get' | 'put'>,
  { camera, file, bytes, mtime }: Picture,
  timeZone: string,
): Promise<string> {
  const capturedAt = captureTime({ metadata: {}, file, lastModified: mtime, timeZone });
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const format = imageFormat(bytes);
  // Its own name twice: what waited under it may have been moved between two looks.
  for (const name of [file, file, file.replace(/[^/]*$/, `${digest}-$&`)]) {
    const key = uploadKey(camera, name);
    const { outcome } = await blobs.put(key, bytes, {
      condition: 'if-absent',
      contentType: format === undefined ? 'application/octet-stream' : `image/${format}`,
      metadata: { [capturedAtMetadata]: capturedAt },
    });
    if (outcome === 'stored') return key;
    const waiting = await blobs.get(key);
    if (waiting !== undefined && Buffer.compare(waiting.bytes, bytes) === 0) return key;
  }
  throw new Error(`upload ${file} of camera ${camera}: other pictures wait under its names`);
}
