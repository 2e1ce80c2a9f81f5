import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type UploadEndpoint = {
  readonly endpoint: string;
  /** Forgets all, and resolves with the time when so many pictures are there. */
  expect(pictures: number): Promise<number>;
  close(): void;
};

/** A store that takes everything at once and keeps nothing but sizes: what is measured is who sends. */
export async function startUploadEndpoint(): Promise<UploadEndpoint> {
  let sizes = new Map<string, number>();
  let pictures = 0;
  let arrived: (time: number) => void = () => {};
  const server = createServer((request, response) => {
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
    });
    request.on('end', () => answer(request, response, size));
  });
  // Nobody is measured while it looks for a connection that was closed.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    expect(expected) {
      sizes = new Map();
      pictures = expected;
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  // rclone looks at what it has sent, and would take an MD5 sum for one.
  function answer({ method, url = '' }: IncomingMessage, response: ServerResponse, size: number) {
    const [path = ''] = url.split('?');
    if (method === 'PUT') {
      if (path.includes('/upload/')) sizes.set(path, size);
      response.writeHead(200, { etag: '"0-1"' }).end();
      if (sizes.size === pictures) arrived(performance.now());
      return;
    }
    const known = sizes.get(path);
    if (known === undefined) return response.writeHead(404).end();
    const modified = new Date().toUTCString();
    return response
      .writeHead(200, { etag: '"0-1"', 'content-length': known, 'last-modified': modified })
      .end();
  }
}
