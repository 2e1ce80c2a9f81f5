import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BlobStore } from '../blob-store.ts';
import { answerGallery, type GalleryAnswer, type GalleryDeps, plain } from './answer-gallery.ts';
import { readGalleryPage } from './gallery-page.ts';
import { isLoopbackHost } from './is-loopback-host.ts';

const securityHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "img-src 'self'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

export type GalleryServerOptions = {
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly pageFolder: string;
  readonly host?: string;
  readonly port: number;
  /** Told why an answer was 500; the browser is not. */
  readonly onError?: (error: unknown) => void;
};

export type GalleryServer = { readonly url: string; close(): Promise<void> };

/** Serves the gallery's page and the objects it shows, read only, to this machine by default. */
export async function startGalleryServer(options: GalleryServerOptions): Promise<GalleryServer> {
  const { blobs, host = '127.0.0.1', onError } = options;
  const deps = { blobs, page: await readGalleryPage(options.pageFolder) };
  const server = createServer();
  const bound = await listen(server, host, options.port);
  const thisMachineOnly = isLoopback(bound.address);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, deps, thisMachineOnly)
      .then((found) => send(response, request.method, found))
      .catch((error: unknown) => {
        onError?.(error);
        if (response.headersSent) response.destroy();
        else send(response, request.method, plain(500, 'the store could not be read'));
      });
  });
  return { url: urlOf(host, bound), close: () => close(server) };
}

async function answer(
  request: IncomingMessage,
  deps: GalleryDeps,
  thisMachineOnly: boolean,
): Promise<GalleryAnswer> {
  if (thisMachineOnly && !isLoopbackHost(request.headers.host)) {
    return plain(421, 'this gallery only answers to localhost');
  }
  const [path = ''] = (request.url ?? '').split('?', 1);
  const { method = '' } = request;
  return answerGallery({ method, path, ifNoneMatch: request.headers['if-none-match'] }, deps);
}

function send(response: ServerResponse, method: string | undefined, answer: GalleryAnswer): void {
  const { status, headers, body } = answer;
  response.writeHead(status, { ...securityHeaders, ...headers });
  response.end(method === 'HEAD' || status === 304 ? undefined : body);
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'the port is taken, choose another' : error.message;
      reject(new Error(`serve the gallery on ${host}:${port}: ${why}`, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no address'));
      resolve(address);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function isLoopback(address: string): boolean {
  return /^127\.|^::1$/.test(address);
}

function urlOf(host: string, { port, family }: AddressInfo): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return family === 'IPv6' && host.includes(':')
    ? `http://[${host}]:${port}`
    : `http://${host}:${port}`;
}
