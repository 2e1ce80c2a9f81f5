import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';

/** Stands before a server and compresses what can be, as CloudFront does. */
export async function serveCompressed(
  origin: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const outgoing = request(new URL(origin), { method, path: url, headers });
    outgoing.on('response', (answer) => {
      const type = answer.headers['content-type'] ?? '';
      if (answer.statusCode !== 200 || !/json|text|svg/.test(type)) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      const { 'content-length': _, ...others } = answer.headers;
      response.writeHead(200, { ...others, 'content-encoding': 'gzip' });
      answer.pipe(createGzip()).pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
