import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { verdicts } from '../../contracts/feedback.ts';
import { startGalleryServer } from '../../runtime/local/gallery-server.ts';
import { projectFile } from '../../runtime/project-file.ts';
import type { SeedStore } from './seed-picture.ts';

const PostSchema = v.object({ recordKey: v.string(), verdict: v.picklist(verdicts) });

export type TestServer = {
  readonly url: string;
  /** The judgements that the page has sent. */
  readonly posted: readonly v.InferOutput<typeof PostSchema>[];
  close(): Promise<void>;
};

/** The gallery's server, and what the page asks of a store that takes judgements and tells of cameras. */
export async function startTestServer(blobs: SeedStore): Promise<TestServer> {
  const pageFolder = projectFile('dist', 'gallery');
  const gallery = await startGalleryServer({ blobs, pageFolder, port: 0 });
  const posted: v.InferOutput<typeof PostSchema>[] = [];
  const server = createServer((incoming, response) => {
    const { url = '/', method } = incoming;
    if (url === '/api/features') return json(response, { feedback: true, download: true });
    if (url === '/api/feedback' && method === 'POST') return takePost(incoming, response);
    if (/^\/(state|feedback)\//.test(url)) return answerState(url, response);
    return forward(gallery.url, incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, posted, close };

  async function takePost(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { 'x-intellicam': asked, 'x-amz-content-sha256': hash } = incoming.headers;
    const body = await text(incoming);
    // On AWS, a judgement without its hash does not arrive.
    const isAsked = asked === '1' && hash === createHash('sha256').update(body).digest('hex');
    if (isAsked) posted.push(v.parse(PostSchema, JSON.parse(body)));
    response.writeHead(isAsked ? 204 : 403).end();
  }

  async function answerState(url: string, response: ServerResponse): Promise<void> {
    const blob = await blobs.get(url.slice(1).split('/').map(decodeURIComponent).join('/'));
    response.writeHead(blob === undefined ? 404 : 200, { 'Cache-Control': 'no-cache' });
    response.end(blob?.bytes);
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await gallery.close();
  }
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

function forward(origin: string, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const outgoing = request(new URL(origin), { method, path: incoming.url, headers });
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}
