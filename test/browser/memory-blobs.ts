import { createHash } from 'node:crypto';
import type { SeedStore } from './seed-picture.ts';

/** A store that lasts as long as the test. */
export function memoryBlobs(): SeedStore {
  const objects = new Map<string, Uint8Array>();
  const etagOf = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
  return {
    async get(key, { firstBytes } = {}) {
      const whole = objects.get(key);
      if (whole === undefined) return undefined;
      return {
        etag: etagOf(whole),
        sizeBytes: whole.length,
        lastModified: new Date(0),
        metadata: {},
        bytes: whole.subarray(0, firstBytes),
      };
    },
    async put(key, bytes) {
      objects.set(key, bytes);
      return { outcome: 'stored', etag: etagOf(bytes) };
    },
  };
}
