import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from '../blob-store.ts';
import { hasErrorCode } from '../error-code.ts';
import { pageHeaders } from '../page-headers.ts';
import { type ApiDeps, answerApi, type TakeFeedback } from './answer-api.ts';
import { answerGallery, type GalleryDeps } from './answer-gallery.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { type GalleryAnswer, type GalleryRequest, plain } from './gallery-answer.ts';
import { readGalleryPage } from './gallery-page.ts';
import { isLoopbackHost } from './is-loopback-host.ts';
import { type SignIn, signInWith } from './sign-in.ts';

export type GalleryServerOptions = {
  readonly blobs: Pick<BlobStore, 'get'>;
  readonly pageFolder: string;
  readonly host?: string;
  readonly port: number;
  /** Without it nobody is asked for one, and only this machine is answered. */
  readonly password?: string | undefined;
  /** Without it the page offers no judgement. */
  readonly takeFeedback?: TakeFeedback;
  /** Told why an answer was 500; the browser is not. */
  readonly onError?: (error: unknown) => void;
};

export type GalleryServer = { readonly url: string; close(): Promise<void> };

type ServerDeps = GalleryDeps &
  ApiDeps & { readonly thisMachineOnly: boolean; readonly signIn: SignIn | undefined };

/** Serves the gallery's page and the objects it shows, to this machine by default. */
export async function startGalleryServer(options: GalleryServerOptions): Promise<GalleryServer> {
  const { blobs, host = '127.0.0.1', password, takeFeedback, onError } = options;
  const page = await readGalleryPage(options.pageFolder);
  const signIn = password === undefined ? undefined : await signInWith(password, () => new Date());
  const server = createServer();
  const bound = await listen(server, host, options.port);
  const thisMachineOnly = isLoopback(bound.address);
  if (!thisMachineOnly && signIn === undefined) {
    await close(server);
    throw new Error(
      `serve the gallery on ${host}: whoever is not on this machine needs a password`,
    );
  }
  const deps = { blobs, page, takeFeedback, thisMachineOnly, signIn };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, deps)
      .then((found) => send(response, request.method, found))
      .catch((error: unknown) => {
        if (hasErrorCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) return;
        onError?.(error);
        if (response.headersSent) response.destroy();
        else void send(response, request.method, plain(500, 'the store could not be read'));
      });
  });
  return { url: urlOf(host, bound), close: () => close(server) };
}

async function answer(message: IncomingMessage, deps: ServerDeps): Promise<GalleryAnswer> {
  const { thisMachineOnly, signIn } = deps;
  if (thisMachineOnly && !isLoopbackHost(message.headers.host)) {
    return plain(421, 'this gallery only answers to localhost');
  }
  const request = requestOf(message);
  const address = message.socket.remoteAddress ?? '';
  const asked = signIn && (await answerSignIn(request, address, signIn));
  return asked ?? (await answerApi(request, deps)) ?? answerGallery(request, deps);
}

function requestOf(message: IncomingMessage): GalleryRequest {
  const { method = '', url = '' } = message;
  const [path = '', query = ''] = url.split('?', 2);
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return { method, path, query, headers, readBody: (most) => readBody(message, most) };
}

async function readBody(message: IncomingMessage, most: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(
  response: ServerResponse,
  method: string | undefined,
  { status, headers, body }: GalleryAnswer,
): Promise<void> {
  response.writeHead(status, { ...pageHeaders, ...headers });
  if (method === 'HEAD' || status === 304 || status === 204) response.end();
  else if (typeof body === 'string' || body instanceof Uint8Array) response.end(body);
  // Whoever reads slowly is waited for; whoever goes away ends it.
  else await pipeline(body, response);
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
