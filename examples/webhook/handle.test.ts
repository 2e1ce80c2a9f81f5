import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventExamples } from '../../contracts/event-example.ts';
import { grantedBlobStore } from '../../runtime/granted-blob-store.ts';
import { surroundings } from '../../test/adapters/surroundings.ts';
import { type TemporaryStore, temporaryStore } from '../../test/adapters/temporary-store.ts';
import consumer from './consumer.ts';
import { createHandle } from './handle.ts';
import { type RecordingWebhook, recordingWebhook } from './recording-webhook.ts';

const alarm = eventExamples.ImageClassified;
const { imageId } = alarm.detail;
const secret = '/api/webhook/k7Qw2-secret';

describe('the webhook', () => {
  let store: TemporaryStore;
  let webhook: RecordingWebhook;
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    answer = (response) => response.end('{}');
    store = await temporaryStore();
    webhook = await recordingWebhook((response) => answer(response));
    await setAddress(webhook.origin + secret);
  });
  afterEach(async () => {
    await webhook.close();
    await store.close();
  });

  async function setAddress(url: string): Promise<void> {
    await put('config/webhook.json', JSON.stringify({ url }));
  }

  async function put(key: string, text: string): Promise<void> {
    await store.blobs.put(key, new TextEncoder().encode(text));
  }

  // With the rights that it will have, so that a missing grant shows here.
  function start(blobs = store.blobs) {
    const around = surroundings();
    const granted = grantedBlobStore(blobs, consumer.grants, 'intellicam');
    return { handle: createHandle({ ...around, blobs: granted }), lines: around.lines };
  }

  it('is told of an alarm', async () => {
    expect(await start().handle(alarm)).toEqual({ outcome: 'told', imageId });
    expect(webhook.requests).toEqual([
      {
        method: 'POST',
        path: secret,
        contentType: 'application/json',
        body: expect.objectContaining({ id: imageId, text: 'Person at garden, 14:02' }),
      },
    ]);
  });

  it('is told once when the event comes again', async () => {
    await start().handle(alarm);
    expect(await start().handle(alarm)).toEqual({ outcome: 'told-before', imageId });
    expect(webhook.requests).toHaveLength(1);
  });

  it('is told again when nobody knows whether it was', async () => {
    const put = () => Promise.reject(new Error('throttled'));
    await expect(start({ ...store.blobs, put }).handle(alarm)).rejects.toThrow('throttled');
    expect(await start().handle(alarm)).toEqual({ outcome: 'told', imageId });
    expect(webhook.requests).toHaveLength(2);
  });

  it.each([301, 302, 307, 400, 404, 429, 500, 503])(
    'is told again after it has answered %d, and never elsewhere',
    async (status) => {
      answer = (response) => response.writeHead(status, { location: '/elsewhere' }).end();
      await expect(start().handle(alarm)).rejects.toThrow(`${imageId}: it answered ${status}`);
      answer = (response) => response.end();
      expect(await start().handle(alarm)).toEqual({ outcome: 'told', imageId });
      expect(webhook.requests.map(({ path }) => path)).toEqual([secret, secret]);
    },
  );

  it('is told at its new address from the next alarm on', async () => {
    const { handle } = start();
    await handle(alarm);
    await setAddress(`${webhook.origin}/new`);
    await handle({ ...alarm, detail: { ...alarm.detail, imageId: 'another' } });
    expect(webhook.requests.map(({ path }) => path)).toEqual([secret, '/new']);
  });

  it('fails, to be tried again, when its address is missing', async () => {
    await store.close();
    store = await temporaryStore();
    await expect(start().handle(alarm)).rejects.toThrow('config/webhook.json: it is not there');
  });

  it.each([
    ['answers with an error', (response: ServerResponse) => response.writeHead(500).end(secret)],
    ['hangs up', (response: ServerResponse) => response.destroy()],
  ])('keeps the address out of the log when it %s', async (_, misbehave) => {
    answer = misbehave;
    const { handle, lines } = start();
    expectNoAddress(await problemOf(handle(alarm)), lines);
  });

  it('keeps the address out of the log when nobody listens there', async () => {
    await webhook.close();
    const { handle, lines } = start();
    const problem = await problemOf(handle(alarm));
    expect(problem.message).toContain('ECONNREFUSED');
    expectNoAddress(problem, lines);
    webhook = await recordingWebhook((response) => answer(response));
  });

  it.each([
    `{"url": "http://127.0.0.1${secret}"`,
    `"http://127.0.0.1${secret}"`,
    JSON.stringify({ url: `http://me:127.0.0.1@host${secret}` }),
    JSON.stringify({ url: `ftp://127.0.0.1${secret}` }),
    JSON.stringify({ url: `127.0.0.1${secret}` }),
    JSON.stringify({ Url: `http://127.0.0.1${secret}` }),
  ])('keeps the address out of the log when the setting is %s', async (text) => {
    await put('config/webhook.json', text);
    const { handle, lines } = start();
    const problem = await problemOf(handle(alarm));
    expect(problem.message).toContain('it must be {"url"');
    expectNoAddress(problem, lines);
  });

  async function problemOf(handling: Promise<unknown>): Promise<Error> {
    const problem = await handling.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (problem instanceof Error) return problem;
    throw new Error('it did not fail');
  }

  function expectNoAddress({ message, stack, cause }: Error, lines: readonly unknown[]): void {
    expect(cause).toBeUndefined();
    const written = JSON.stringify([message, stack, lines]);
    expect(written).not.toContain('secret');
    expect(written).not.toContain('127.0.0.1');
  }
});
