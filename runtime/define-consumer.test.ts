import { describe, expect, it } from 'vitest';
import { eventExamples } from '../contracts/event-example.ts';
import type { DomainEvent } from '../contracts/image-event.ts';
import type { CreatedObject } from '../contracts/s3-notification.ts';
import { formatWakeUp, type WakeUp, wakeUpExamples } from '../contracts/wake-up.ts';
import { surroundings } from '../test/adapters/surroundings.ts';
import { defineConsumer, defineUploadConsumer, type HandlerOutcome } from './define-consumer.ts';
import type { Ports, Surroundings } from './ports.ts';

const shape = {
  needs: [],
  grants: {},
  memoryMb: 128,
  timeoutSeconds: 10,
  batchSize: 1,
  concurrency: 1,
} as const;

// These consumers need no port.
const deps = surroundings() as unknown as Surroundings & Ports;

function envelope({ type, detail }: DomainEvent): string {
  return JSON.stringify({ source: 'intellicam', 'detail-type': type, detail });
}

function record(key: string, eventName = 'ObjectCreated:Put') {
  const object = { key, size: 3, eTag: 'e' };
  return { eventVersion: '2.1', eventName, s3: { bucket: { name: 'pictures' }, object } };
}

describe('defineConsumer', () => {
  function collector() {
    const seen: DomainEvent[] = [];
    let loaded = 0;
    const consumer = defineConsumer({
      ...shape,
      listensTo: ['ImageClassified'],
      where: { outcome: ['alarm'] },
      load: async () => {
        loaded += 1;
        return {
          createHandle: () => async (event: DomainEvent<'ImageClassified'>) => {
            seen.push(event);
            return { outcome: 'seen', imageId: event.detail.imageId };
          },
        };
      },
    });
    return { consumer, seen, loaded: () => loaded };
  }

  it('hands on the declaration as it is and loads nothing before it is started', async () => {
    const { consumer, loaded } = collector();
    expect(consumer).toMatchObject({
      ...shape,
      listensTo: ['ImageClassified'],
      where: { outcome: ['alarm'] },
    });
    expect('load' in consumer).toBe(false);
    expect(loaded()).toBe(0);
    const handle = await consumer.start(deps);
    await handle(envelope(eventExamples.ImageClassified));
    await handle(envelope(eventExamples.ImageClassified));
    expect(loaded()).toBe(1);
  });

  it('hands the event to its handler and tells what came of it', async () => {
    const { consumer, seen } = collector();
    const handle = await consumer.start(deps);
    const event = eventExamples.ImageClassified;
    expect(await handle(envelope(event))).toEqual([
      { outcome: 'seen', imageId: event.detail.imageId },
    ]);
    expect(seen).toEqual([event]);
  });

  it('passes over an event that it does not listen to', async () => {
    const { consumer, seen } = collector();
    const handle = await consumer.start(deps);
    expect(await handle(envelope(eventExamples.ImageRejected))).toEqual([
      { outcome: 'not-for-this-consumer', type: 'ImageRejected' },
    ]);
    expect(seen).toEqual([]);
  });

  it('is told what it told itself, and no other is', async () => {
    const seen: string[] = [];
    const sleeper = defineConsumer({
      ...shape,
      listensTo: ['ImageClassified'],
      where: { outcome: ['quiet'] },
      wakesItselfWith: ['DigestDue'],
      load: async () => ({
        createHandle: () => async (event: DomainEvent<'ImageClassified'> | WakeUp<'DigestDue'>) => {
          seen.push(event.type === 'DigestDue' ? event.detail.dueAt : event.detail.key);
          return { outcome: 'seen' };
        },
      }),
    });
    const message = formatWakeUp(wakeUpExamples.DigestDue);
    expect(await (await sleeper.start(deps))(message)).toEqual([{ outcome: 'seen' }]);
    expect(seen).toEqual([wakeUpExamples.DigestDue.detail.dueAt]);
    expect(await (await collector().consumer.start(deps))(message)).toEqual([
      { outcome: 'not-for-this-consumer', type: 'DigestDue' },
    ]);
  });

  it.each([
    'not JSON',
    '',
    '{}',
    'null',
    '[]',
    '{"source":"aws.s3","detail-type":"x","detail":{}}',
  ])('fails at the message %j', async (body) => {
    const handle = await collector().consumer.start(deps);
    await expect(handle(body)).rejects.toThrow();
  });

  it('fails when its handler does', async () => {
    const consumer = defineConsumer({
      ...shape,
      listensTo: ['ImageClassified'],
      load: async () => ({
        createHandle: () => () => {
          throw new Error('throttled');
        },
      }),
    });
    const handle = await consumer.start(deps);
    await expect(handle(envelope(eventExamples.ImageClassified))).rejects.toThrow('throttled');
  });
});

describe('defineUploadConsumer', () => {
  async function start(answer: (object: CreatedObject) => Promise<HandlerOutcome>) {
    const keys: string[] = [];
    const consumer = defineUploadConsumer({
      ...shape,
      listensTo: 'uploads',
      load: async () => ({
        createHandle: () => (object: CreatedObject) => {
          keys.push(object.key);
          return answer(object);
        },
      }),
    });
    const handle = await consumer.start(deps);
    return { keys, send: (...Records: unknown[]) => handle(JSON.stringify({ Records })), handle };
  }
  const done = async ({ key }: CreatedObject) => ({ outcome: 'done', key });

  it('handles every picture of a notification', async () => {
    const { send } = await start(done);
    expect(await send(record('upload/a'), record('upload/b'))).toEqual([
      { outcome: 'done', key: 'upload/a' },
      { outcome: 'done', key: 'upload/b' },
    ]);
  });

  it('handles the good ones beside a malformed one, then fails the message', async () => {
    const { keys, send } = await start(done);
    const sent = send(record('upload/a'), record('upload/%zz'), record('upload/b'));
    await expect(sent).rejects.toThrow('upload/%zz');
    expect(keys).toEqual(['upload/a', 'upload/b']);
  });

  it('handles the good ones beside one that fails, then fails with its very error', async () => {
    const failure = new Error('throttled');
    const { keys, send } = await start(async (object) => {
      if (object.key === 'upload/a') throw failure;
      return done(object);
    });
    await expect(send(record('upload/a'), record('upload/b'))).rejects.toBe(failure);
    expect(keys).toEqual(['upload/a', 'upload/b']);
  });

  it('waits for the good ones before it fails', async () => {
    let finished = false;
    const { send } = await start(async (object) => {
      if (object.key === 'upload/bad') throw new Error('bad');
      await new Promise(setImmediate);
      finished = true;
      return done(object);
    });
    await expect(send(record('upload/bad'), record('upload/slow'))).rejects.toThrow('bad');
    expect(finished).toBe(true);
  });

  it('fails with all errors when several fail', async () => {
    const { send } = await start(async ({ key }) => Promise.reject(new Error(key)));
    const failure: unknown = await send(record('a'), record('%zz'), record('b')).catch((e) => e);
    expect(failure).toBeInstanceOf(AggregateError);
    expect((failure as AggregateError).errors).toHaveLength(3);
  });

  it('fails with what was thrown, even if that is no error', async () => {
    const { send } = await start(() => Promise.reject('only text'));
    await expect(send(record('upload/a'))).rejects.toBe('only text');
  });

  it('tells why it passed over the rest', async () => {
    const { keys, send, handle } = await start(done);
    expect(
      await send(record('upload/garden/'), record('upload/a', 'ObjectRemoved:Delete')),
    ).toEqual([
      { outcome: 'ignored', reason: 'folder-marker' },
      { outcome: 'ignored', reason: 'not-a-creation' },
    ]);
    expect(await handle('{"Event":"s3:TestEvent"}')).toEqual([
      { outcome: 'ignored', reason: 'test-event' },
    ]);
    expect(keys).toEqual([]);
  });

  it.each(['', 'not JSON', '{}', '{"Records":null}'])('fails at the message %j', async (body) => {
    const { handle } = await start(done);
    await expect(handle(body)).rejects.toThrow('no S3 notification');
  });
});
