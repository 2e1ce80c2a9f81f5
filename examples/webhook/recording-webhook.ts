import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

type Request = {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
};

export type RecordingWebhook = {
  readonly origin: string;
  readonly requests: readonly Request[];
  close(): Promise<void>;
};

/** For the tests: a real address on this machine that remembers what it was told. */
export async function recordingWebhook(
  answer: (response: ServerResponse) => void,
): Promise<RecordingWebhook> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    record(request).then(
      () => answer(response),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listen: no port was given');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function record(request: IncomingMessage): Promise<void> {
    const { method, url: path, headers } = request;
    requests.push({
      ...{ method, path, contentType: headers['content-type'] },
      body: await json(request),
    });
  }
}
