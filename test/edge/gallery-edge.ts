import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import { projectFile } from '../../runtime/project-file.ts';
import { readBody } from '../aws/read-body.ts';
import { grants } from '../aws/role-policy.ts';
import type { Behaviour, DeployedGallery } from './deployed-gallery.ts';
import { judgeCookies } from './judge-cookies.ts';

type Origins = {
  readonly gallery: DeployedGallery;
  readonly bucket: string;
  /** Reads the bucket with its owner's rights; its policy is judged here. */
  readonly read: (key: string) => Promise<EdgeObject | undefined>;
  readonly invoke: (event: unknown) => Promise<unknown>;
};

type EdgeObject = { readonly contentType: string; readonly bytes: Uint8Array };

type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: Uint8Array | string;
  /** Why it is refused, in words of these tests, e.g. `expired`. */
  readonly reason?: string;
  /** What a function at the edge says stays as it is. */
  readonly isFromEdge?: true;
};

const EntrySchema = v.object({
  statusCode: v.number(),
  headers: v.record(v.string(), v.object({ value: v.string() })),
  cookies: v.optional(
    v.record(v.string(), v.object({ value: v.string(), attributes: v.string() })),
    {},
  ),
  body: v.optional(v.string(), ''),
});
const FunctionAnswerSchema = v.object({
  statusCode: v.number(),
  headers: v.record(v.string(), v.string()),
  body: v.string(),
});

/** Does what CloudFront does with the deployed distribution: routes, judges cookies, asks origins. */
export async function startGalleryEdge(origins: Origins) {
  let now = () => new Date();
  let { gallery } = origins;
  const server = createServer((message, response) => {
    void answer(message)
      .then(withErrorPage)
      .catch((error: unknown): Answer => ({ status: 500, body: String(error) }))
      .then(({ status, headers = {}, body, reason }) => {
        if (reason !== undefined) response.setHeader('x-reason', reason);
        response.writeHead(status, headers).end(body);
      });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    setClock: (clock: () => Date) => {
      now = clock;
    },
    /** Another deployment took place. */
    replace: (next: DeployedGallery) => {
      gallery = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };

  async function answer(message: IncomingMessage): Promise<Answer> {
    const { method = '', url = '', headers } = message;
    const { pathname, searchParams } = new URL(url, 'https://edge');
    const behaviour = behaviourOf(pathname);
    if (behaviour === undefined) return { status: 404 };
    if (!behaviour.allowed_methods.includes(method)) return refuse('method');
    const judged = judge(behaviour, url, headers);
    if (judged !== 'allowed') return refuse(judged);
    if (pathname === '/enter') return enter(searchParams);
    if (behaviour.target_origin_id === 'feedback') {
      return callFunction({ method, pathname, headers, body: await readBody(message) });
    }
    return readObject(
      pathname === '/' ? gallery.rootObject : decodeURIComponent(pathname.slice(1)),
    );
  }

  function behaviourOf(path: string): Behaviour | undefined {
    return gallery.behaviours.find(({ path_pattern: pattern }) => fits(pattern, path));
  }

  /**
   * A custom error response: the page that is configured for a status, asked of the origin of its own
   * behaviour. CloudFront asks for it itself, so that nobody's cookies count.
   */
  async function withErrorPage(answered: Answer): Promise<Answer> {
    const { status, reason, isFromEdge } = answered;
    const configured = gallery.errorResponses.find(({ error_code: code }) => code === status);
    const path = configured?.response_page_path ?? '';
    if (isFromEdge || path === '') return answered;
    if (!isForEverybody(behaviourOf(path))) return { status: 403, body: 'error page is signed' };
    const page = await readObject(path.slice(1));
    if (page.status !== 200) return page;
    return { ...page, status: configured?.response_code ?? status, ...(reason && { reason }) };
  }

  function judge(behaviour: Behaviour, url: string, headers: IncomingHttpHeaders) {
    if (isForEverybody(behaviour)) return 'allowed';
    const groups = behaviour.trusted_key_groups ?? [];
    const keys = new Map(groups.flatMap((id) => [...(gallery.keyGroups.get(id) ?? [])]));
    const cookie = (name: string) =>
      new RegExp(`(?:^|; )CloudFront-${name}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
    return judgeCookies(
      { policy: cookie('Policy'), signature: cookie('Signature'), keyId: cookie('Key-Pair-Id') },
      { url: `https://${gallery.domain}${url}`, now: now(), keys },
    );
  }

  async function readObject(Key: string): Promise<Answer> {
    const resource = `arn:aws:s3:::${origins.bucket}/${Key}`;
    const context = { 'AWS:SourceArn': gallery.arn };
    const permission = { action: 's3:GetObject', resource, context };
    if (!grants(gallery.bucketPolicy, permission)) return refuse('bucket policy');
    const found = await origins.read(Key);
    // S3 tells nobody that an object is missing who may not list.
    if (found === undefined) return refuse('missing');
    return { status: 200, headers: { 'content-type': found.contentType }, body: found.bytes };
  }

  async function callFunction(asked: {
    readonly method: string;
    readonly pathname: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
  }): Promise<Answer> {
    const { method, pathname: rawPath, headers, body } = asked;
    // What CloudFront signs has to say what the body is, and only the browser can.
    const digest = createHash('sha256').update(body).digest('hex');
    const isSigned = method === 'GET' || headers['x-amz-content-sha256'] === digest;
    if (!isSigned) return refuse('payload hash');
    const event = {
      ...{ version: '2.0', rawPath, rawQueryString: '', headers },
      requestContext: { http: { method, path: rawPath } },
      ...(body.length > 0 ? { body: body.toString('base64'), isBase64Encoded: true } : {}),
    };
    const { statusCode, ...given } = v.parse(FunctionAnswerSchema, await origins.invoke(event));
    return { status: statusCode, headers: given.headers, body: given.body };
  }
}

function refuse(reason: string): Answer {
  return { status: 403, reason };
}

function isForEverybody(behaviour: Behaviour | undefined): boolean {
  return (behaviour?.trusted_key_groups ?? []).length === 0;
}

/** Runs the way in, whose behaviour has a function in the real distribution. */
function enter(query: URLSearchParams): Answer {
  const source = readFileSync(projectFile('infra', 'edge', 'enter.js'), 'utf8');
  const querystring = Object.fromEntries([...query].map(([name, value]) => [name, { value }]));
  const event = JSON.stringify({ request: { querystring } });
  const said: unknown = runInNewContext(`${source}\nJSON.stringify(handler(${event}))`);
  const { statusCode, headers, cookies, body } = v.parse(EntrySchema, JSON.parse(String(said)));
  const plain = Object.entries(headers).map(([name, { value }]) => [name, value] as const);
  const set = Object.entries(cookies).map(
    ([name, one]) => `${name}=${one.value}; ${one.attributes}`,
  );
  return {
    status: statusCode,
    headers: { ...Object.fromEntries(plain), 'set-cookie': set },
    ...{ body, isFromEdge: true },
  };
}

function fits(pattern: string, path: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped.replaceAll('?', '.')}$`).test(path);
}
