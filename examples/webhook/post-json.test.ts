import { afterEach, expect, it } from 'vitest';
import { postJson } from './post-json.ts';
import { type RecordingWebhook, recordingWebhook } from './recording-webhook.ts';

let webhook: RecordingWebhook | undefined;
afterEach(() => webhook?.close());

it('gives up on an address that takes its time', async () => {
  const patience = new AbortController();
  // It is asked, and says nothing.
  webhook = await recordingWebhook(() => patience.abort());
  const failure = await postJson(webhook.origin, { body: {}, signal: patience.signal });
  expect(failure).toBe('it did not answer in time');
  expect(webhook.requests).toHaveLength(1);
});

it('does not wait for an answer to end', async () => {
  webhook = await recordingWebhook((response) => response.writeHead(200).write('and so on'));
  const { signal } = new AbortController();
  expect(await postJson(webhook.origin, { body: {}, signal })).toBeUndefined();
});
