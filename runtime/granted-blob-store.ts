import { type LayoutName, type Place, placePrefixes } from '../contracts/object-key.ts';
import type { BlobStore } from './blob-store.ts';
import type { Grants } from './define-consumer.ts';

/**
 * The store as a consumer's role may use it. On AWS the role's policy refuses everything else; this
 * does so on one machine, so that a missing grant shows before it is deployed.
 */
export function grantedBlobStore(blobs: BlobStore, grants: Grants, layout: LayoutName): BlobStore {
  const demand = (right: keyof Grants, key: string) => {
    const places: readonly Place[] = [
      ...(grants[right] ?? []),
      ...(right === 'list' ? (grants.read ?? []) : []),
    ];
    const prefixes = places.flatMap((place) => placePrefixes(layout, place));
    if (!prefixes.some((prefix) => key.startsWith(prefix))) {
      throw new Error(`access denied: the consumer's grants do not let it ${right} ${key}`);
    }
  };
  return {
    get: async (key, options) => {
      demand('read', key);
      return blobs.get(key, options);
    },
    put: async (key, bytes, options) => {
      demand('write', key);
      return blobs.put(key, bytes, options);
    },
    copy: async (from, to, options) => {
      demand('read', from);
      demand('write', to);
      return blobs.copy(from, to, options);
    },
    delete: async (key, ifMatch) => {
      demand('delete', key);
      return blobs.delete(key, ifMatch);
    },
    list: (prefix) => {
      demand('list', prefix);
      return blobs.list(prefix);
    },
  };
}
