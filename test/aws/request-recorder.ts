import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as somebody's server sees it. */
type Received = {
  readonly method: string | undefined;
  /** With the host that the caller had in mind. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** A server that stands for every address that a webhook may have, and remembers its requests. */
export async function requestRecorder() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method, headers } = request;
    const url = `https://${headers.host}${request.url}`;
    received.push({ method, url, headers, body: await text(request) });
    response.writeHead(200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    takeAll: (): readonly Received[] => received.splice(0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
