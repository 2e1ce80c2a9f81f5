import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { consumerStateKey } from '../../contracts/consumer-state.ts';
import type { Deps } from '../../runtime/ports.ts';

const HoldSchema = v.object({ until: v.pipe(v.string(), v.isoTimestamp()) });

// Twice as long as a function may run: whoever holds longer is dead.
const holdMilliseconds = 60_000;
const [attempts, restMilliseconds] = [25, 200];

/**
 * Runs a move while nobody else moves the same picture between its two folders. Two who moved it in
 * opposite directions would each delete the copy that the other relies on.
 */
export function pictureHold({ blobs, now }: Pick<Deps<'blobs'>, 'blobs' | 'now'>) {
  return async <T>(imageId: string, move: () => Promise<T>): Promise<T> => {
    const key = consumerStateKey('mover', `${imageId}.json`);
    const etag = await take(key);
    try {
      return await move();
    } finally {
      await blobs.delete(key, etag);
    }
  };

  async function take(key: string): Promise<string> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const etag = await tryToTake(key);
      if (etag !== undefined) return etag;
      await sleep(restMilliseconds);
    }
    throw new Error(`hold ${key}: another move of this picture is under way`);
  }

  async function tryToTake(key: string): Promise<string | undefined> {
    const until = new Date(now().getTime() + holdMilliseconds).toISOString();
    const hold = new TextEncoder().encode(JSON.stringify({ until, holder: randomUUID() }));
    const options = { contentType: 'application/json' } as const;
    const taken = await blobs.put(key, hold, { ...options, condition: 'if-absent' });
    if (taken.outcome === 'stored') return taken.etag;
    const held = await blobs.get(key);
    if (held === undefined || !isOver(held.bytes)) return undefined;
    const inherited = await blobs.put(key, hold, { ...options, condition: { ifMatch: held.etag } });
    return inherited.outcome === 'stored' ? inherited.etag : undefined;
  }

  function isOver(bytes: Uint8Array): boolean {
    const { until } = v.parse(HoldSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return new Date(until) <= now();
  }
}
