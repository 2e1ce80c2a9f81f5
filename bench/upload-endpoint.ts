import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type UploadEndpoint = {
  readonly endpoint: string;
  /** Forgets all, and resolves with the time when so many pictures are there. */
  expect(pictures: number): Promise<number>;
  /** Resolves with the time when the next picture begins to arrive. */
  begins(): Promise<number>;
  close(): void;
};

/** A store that takes everything at once and keeps nothing but sizes: what is measured is who sends. */
export async function startUploadEndpoint(): Promise<UploadEndpoint> {
  let sizes = new Map<string, number>();
  let pictures = 0;
  let arrived: (time: number) => void = () => {};
  let begun: (time: number) => void = () => {};
  const server = createServer((request, response) => {
    if (isPicture(request)) begun(performance.now());
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
    begins: () =>
      new Promise((resolve) => {
        begun = resolve;
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  // rclone looks at what it has sent, and would take an MD5 sum for one.
  function answer(request: IncomingMessage, response: ServerResponse, size: number) {
    const path = pathOf(request);
    if (request.method === 'PUT') {
      if (isPicture(request)) sizes.set(path, size);
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

function isPicture(request: IncomingMessage): boolean {
  return request.method === 'PUT' && pathOf(request).includes('/upload/');
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0] ?? '';
}
