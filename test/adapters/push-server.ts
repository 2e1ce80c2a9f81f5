import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { readBody } from '../aws/read-body.ts';

export type Pushed = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** What an ntfy server hears, as a server of this machine that answers as it is told. */
export async function pushServer(answer: (pushed: Pushed) => number = () => 200) {
  const pushed: Pushed[] = [];
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => {
        const one = { path: request.url ?? '', headers: request.headers, body };
        pushed.push(one);
        response.writeHead(answer(one)).end('{}');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${bound.port}`, pushed };
}
