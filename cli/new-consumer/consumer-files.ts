import type { EventType } from '../../contracts/image-event.ts';

type NewConsumer = { readonly name: string; readonly event: EventType };

/**
 * The files of a new consumer, by their names in its folder. It works as it is: it notes each event
 * once, in its own part of the store. No line's length may decide its form, since names differ.
 */
export function consumerFiles(wanted: NewConsumer): ReadonlyMap<string, string> {
  return new Map([
    ['consumer.ts', declaration(wanted)],
    ['handle.ts', handler(wanted)],
    ['handle.test.ts', test(wanted)],
    ['README.md', readme(wanted)],
  ]);
}

function declaration({ name, event }: NewConsumer): string {
  const where = event === 'ImageClassified' ? `\n  where: { outcome: ['alarm'] },` : '';
  return `import { defineConsumer } from '../../runtime/define-consumer.ts';

export default defineConsumer({
  listensTo: ['${event}'],${where}
  needs: ['blobs'],
  grants: { write: ['consumers/${name}'] },
  memoryMb: 256,
  timeoutSeconds: 10,
  batchSize: 5,
  concurrency: 5,
  load: () => import('./handle.ts'),
});
`;
}

function handler({ name, event }: NewConsumer): string {
  return `import { consumerStateKey } from '../../contracts/consumer-state.ts';
import type { DomainEvent } from '../../contracts/image-event.ts';
import type { HandlerOutcome } from '../../runtime/define-consumer.ts';
import type { Deps } from '../../runtime/ports.ts';

const name = '${name}';

/** Notes each picture once. */
export function createHandle({ blobs }: Deps<'blobs'>) {
  return async ({ detail }: DomainEvent<'${event}'>): Promise<HandlerOutcome> => {
    const { imageId, camera, capturedAt } = detail;
    const note = new TextEncoder().encode(JSON.stringify({ camera, capturedAt }));
    // An event may come twice: what is there already is success.
    const { outcome } = await blobs.put(consumerStateKey(name, \`\${imageId}.json\`), note, {
      condition: 'if-absent',
      contentType: 'application/json',
    });
    return { outcome: outcome === 'stored' ? 'noted' : 'noted-before', imageId };
  };
}
`;
}

function test({ name, event }: NewConsumer): string {
  return `import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consumerStateKey } from '../../contracts/consumer-state.ts';
import { eventExamples } from '../../contracts/event-example.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import consumer from './consumer.ts';
import { createHandle } from './handle.ts';

const name = '${name}';
const example = eventExamples.${event};
const { imageId } = example.detail;

describe(name, () => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await temporaryStore();
  });
  afterEach(() => store.close());

  // With the rights that it will have, so that a missing grant shows here.
  function start(blobs = store.blobs) {
    const granted = grantedBlobStore(blobs, consumer.grants, 'intellicam');
    return createHandle({ ...surroundings(), blobs: granted });
  }

  it('notes a picture', async () => {
    expect(await start()(example)).toEqual({ outcome: 'noted', imageId });
    expect(await store.blobs.get(consumerStateKey(name, \`\${imageId}.json\`))).toBeDefined();
  });

  it('notes it once when it is told twice', async () => {
    await start()(example);
    expect(await start()(example)).toEqual({ outcome: 'noted-before', imageId });
  });

  it('fails, to be tried again, when the store does', async () => {
    const put = () => Promise.reject(new Error('throttled'));
    await expect(start({ ...store.blobs, put })(example)).rejects.toThrow('throttled');
  });
});
`;
}

function readme({ name, event }: NewConsumer): string {
  const filter = event === 'ImageClassified' ? ' with `outcome: alarm`' : '';
  return `# ${name}

Notes each picture once. ([Adding a consumer](../../docs/consumers.md) goes on from here.)

**Listens to** \`${event}\`${filter}.
**Writes** \`state/consumers/${name}/<image>.json\`: camera and time.

**Fails** so: when the store cannot be reached, the event is tried again and at last dead-lettered.
`;
}
