import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Client } from '@aws-sdk/client-s3';
import { answerListing, isFolderListing } from './answer-listing.ts';
import { type AwsRequest, parseAwsRequest, type RawRequest } from './aws-request.ts';
import { failsCopyConditions, refusePrecondition } from './copy-conditions.ts';
import { forwardRequest } from './forward-request.ts';
import { mailIn, type SentMail } from './mail-box.ts';
import { neededPermissions } from './needed-permissions.ts';
import { readBody } from './read-body.ts';
import { refuseCall } from './refuse-call.ts';
import { grantingStatements, type Permission, type Statement } from './role-policy.ts';

/** A function that may call AWS: its name and what its role's policies say. */
type Caller = { readonly name: string; readonly statements: readonly Statement[] };

/** How often each function called each operation, e.g. `counts.mover['s3:CopyObject']`. */
export type CallCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A call as a test sees it that lets its caller die. */
export type SeenCall = {
  readonly caller: string;
  /** E.g. `s3:PutObject`. */
  readonly operation: string;
  /** Of S3. */
  readonly key: string;
  readonly body: Buffer;
};

type Answer = {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** What becomes of a call; undefined when nobody hears its answer. */
type Fate = (call: SeenCall, effect: () => Promise<Answer>) => Promise<Answer | undefined>;

export type AwsGate = {
  readonly endpoint: string;
  /** Lets calls pass that are signed with this key. */
  admit(accessKeyId: string, caller: Caller): void;
  /** Every call since the last time it was asked. */
  takeCounts(): CallCounts;
  /** Every mail that SES took since the last time it was asked. */
  takeMails(): readonly SentMail[];
  /** Every call that was refused, here or by the emulator, in words. */
  refusals(): readonly string[];
  /** Decides on every call that is allowed, until it is asked to stop. */
  letFate(decide: Fate | undefined): void;
  /** Whether a caller was ever allowed an action by the statement of this name. */
  wasUsed(caller: string, sid: string, action: string): boolean;
  close(): Promise<void>;
};

type Backends = {
  readonly emulator: string;
  readonly rekognition: string;
  readonly account: string;
  /** Looks at objects with its owner's rights. */
  readonly s3: S3Client;
};

/** Stands between the functions and the emulator: counts their calls and checks what it cannot. */
export async function startAwsGate(backends: Backends): Promise<AwsGate> {
  const { emulator, rekognition, account, s3 } = backends;
  const callers = new Map<string, Caller>();
  let counts: Record<string, Record<string, number>> = {};
  const mails: SentMail[] = [];
  const refusals: string[] = [];
  const used = new Set<string>();
  let fate: Fate = (_, effect) => effect();
  const server = createServer((message, response) => {
    pass(message, response).catch((error: unknown) => {
      refusals.push(String(error));
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    admit: (accessKeyId, caller) => callers.set(accessKeyId, caller),
    takeMails: () => mails.splice(0),
    takeCounts() {
      const taken = counts;
      counts = {};
      return taken;
    },
    refusals: () => [...refusals],
    letFate: (decide = (_, effect) => effect()) => {
      fate = decide;
    },
    wasUsed: (...grant) => used.has(grant.join(' ')),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };

  async function pass(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = message;
    const raw = { method, url, headers, body: await readBody(message) };
    const call = parseAwsRequest(raw);
    const caller = call && callers.get(call.accessKeyId);
    if (call === undefined || caller === undefined)
      throw new Error(`nobody signed ${method} ${url}`);
    count(caller.name, call);
    const missing = neededPermissions(call, account).find((needed) => !allow(caller, needed));
    if (missing !== undefined) return refuse(response, call, describe(caller, missing));
    if (await failsCopyConditions(s3, call)) return refusePrecondition(response);
    if (isFolderListing(call)) return answerListing(s3, call, response);

    const answer = await fate(seen(caller, call, raw.body), () => take(raw, call));
    if (answer === undefined) return void response.destroy();
    const { statusCode, headers: answered, body } = answer;
    const listing = statusCode === 404 ? neededListing(call) : undefined;
    if (listing !== undefined && !allow(caller, listing))
      return refuse(response, call, describe(caller, listing));
    if (statusCode === 403) {
      refusals.push(`${caller.name}: ${call.service}:${call.operation} ${url} (by the emulator)`);
    }
    response.writeHead(statusCode, answered).end(body);
  }

  /** Passes a call on to whoever answers it, and takes note of what was sent. */
  async function take(raw: RawRequest, call: AwsRequest): Promise<Answer> {
    const backend = call.service === 'rekognition' ? rekognition : emulator;
    const answer = await forwardRequest(raw, backend);
    const { statusCode = 500, headers } = answer;
    const body = await readBody(answer);
    const operation = `${call.service}:${call.operation}`;
    if (operation === 'ses:SendEmail' && statusCode === 200) mails.push(mailIn(call.parameters));
    return { statusCode, headers, body };
  }

  function count(name: string, { service, operation }: AwsRequest): void {
    const key = `${service}:${operation}`;
    const ofCaller = counts[name] ?? {};
    counts[name] = { ...ofCaller, [key]: (ofCaller[key] ?? 0) + 1 };
  }

  function allow({ name, statements }: Caller, permission: Permission): boolean {
    const granting = grantingStatements(statements, permission);
    for (const { Sid } of granting) used.add([name, Sid, permission.action].join(' '));
    return granting.length > 0;
  }

  function refuse(response: ServerResponse, { service }: AwsRequest, refusal: string): void {
    refusals.push(refusal);
    refuseCall(response, service, refusal);
  }
}

function seen({ name }: Caller, call: AwsRequest, body: Buffer): SeenCall {
  const { service, operation, parameters } = call;
  const [, ...key] = String(parameters.path ?? '').split('/');
  return { caller: name, operation: `${service}:${operation}`, key: key.join('/'), body };
}

function describe({ name }: Caller, { action, resource }: Permission): string {
  return `${name}: no ${action} on ${resource}`;
}

// Whoever may not list a key is not told by S3 that it is missing: 403 instead of 404. The key itself
// is then the prefix that conditions are asked about.
function neededListing({ service, parameters }: AwsRequest): Permission | undefined {
  const path = parameters.source ?? parameters.path;
  if (service !== 's3' || typeof path !== 'string') return undefined;
  const [bucket = '', ...key] = path.replace(/^\//, '').split('/');
  return {
    action: 's3:ListBucket',
    resource: `arn:aws:s3:::${bucket}`,
    context: { 's3:prefix': key.join('/') },
  };
}
