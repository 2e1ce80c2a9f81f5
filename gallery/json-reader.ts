import * as v from 'valibot';
import { objectUrl } from './object-url.ts';
import { ShutOutError } from './shut-out-error.ts';

/** Undefined when there is no such object (yet); throws when it cannot be told. */
export type ReadJson<T> = (key: string, signal: AbortSignal) => Promise<T | undefined>;

/**
 * Reads objects of one kind. The browser asks the server only whether its copy still holds, and
 * while it does, the very same value is returned, so that nothing need be drawn again.
 */
export function jsonReader<T>(
  schema: v.GenericSchema<unknown, T>,
  /** Asked where the answer is 403; throws unless that means that the object is not there. */
  onForbidden: (signal: AbortSignal) => Promise<void> = async () => undefined,
): ReadJson<T> {
  const seen = new Map<string, { readonly etag: string; readonly value: T }>();
  return async (key, signal) => {
    const response = await fetch(objectUrl(key), { cache: 'no-cache', signal });
    if (!response.ok) {
      // Else the connection waits for somebody to read why.
      await response.body?.cancel();
      const { status } = response;
      // S3 says 403 for an object that is not there to somebody who may not list.
      if (status === 403) await onForbidden(signal);
      if (status === 404 || status === 403) return undefined;
      if (status === 401) throw new ShutOutError(key, status);
      throw new Error(`read ${key}: the server answered ${status}`);
    }
    const etag = response.headers.get('etag');
    const before = seen.get(key);
    if (etag !== null && before?.etag === etag) return before.value;
    const value = v.parse(schema, await response.json());
    if (etag !== null) seen.set(key, { etag, value });
    return value;
  };
}
