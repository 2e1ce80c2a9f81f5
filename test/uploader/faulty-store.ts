import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

// How often each comes, of all; what is left goes well.
const faults = {
  'stores and cuts the connection': 0.08,
  'stores and answers half': 0.04,
  'stores and never answers': 0.03,
  'answers late': 0.06,
  'stores late': 0.06,
  'never answers': 0.03,
  'resets in the middle of the body': 0.08,
  'does not listen': 0.05,
  'refuses with 403': 0.06,
  'fails with 500': 0.06,
  'fails with 503': 0.06,
  'is somebody else': 0.04,
} as const;

export type Fault = keyof typeof faults;
export const allFaults = Object.keys(faults).filter((name): name is Fault => name in faults);

export type FaultyStore = {
  readonly endpoint: string;
  /** What was stored, every time anew, whatever its key: the hash of the bytes. */
  readonly creations: readonly string[];
  /** How often each fault was made, and how often it had a picture already. */
  readonly made: ReadonlyMap<Fault | 'has it already', number>;
  /** The next request has begun. */
  asked(): Promise<unknown>;
  /** No more faults. */
  behave(): void;
  close(): void;
};

const longestLateMilliseconds = 400;

/** S3 on a bad day: what becomes of each request is drawn by lot. Signs of life are left alone. */
export async function openFaultyStore(random: () => number): Promise<FaultyStore> {
  const keys = new Set<string>();
  const creations: string[] = [];
  const made = new Map<Fault | 'has it already', number>();
  // Each once, so that every day is a bad one; the others by lot.
  const due = allFaults
    .map((fault) => ({ fault, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ fault }) => fault);
  const events = new EventEmitter();
  let behaves = false;
  const server = createServer((request, response) => {
    events.emit('asked');
    const isPicture = request.url?.startsWith('/pictures/upload/') === true;
    const fault = isPicture && !behaves ? (due.pop() ?? drawFault(random())) : undefined;
    if (fault !== undefined) count(fault);
    void serve(request, response, fault);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('open the store: no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    creations,
    made,
    asked: () => once(events, 'asked'),
    behave: () => {
      behaves = true;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };

  function count(what: Fault | 'has it already'): void {
    made.set(what, (made.get(what) ?? 0) + 1);
  }

  async function serve(request: IncomingMessage, response: ServerResponse, fault?: Fault) {
    if (fault === 'resets in the middle of the body') {
      request.once('data', () => request.socket.resetAndDestroy());
      return;
    }
    if (fault === 'does not listen') {
      refuse(response, 503, 'SlowDown');
      request.socket.destroySoon();
      return;
    }
    const body = await wholeBody(request);
    if (body === undefined) return;
    const store = () => put(request, body);
    const late = (action: () => void) => setTimeout(action, random() * longestLateMilliseconds);
    switch (fault) {
      case undefined:
        return answer(response, store());
      case 'stores and cuts the connection':
        store();
        return request.socket.destroy();
      case 'stores and answers half':
        store();
        response.writeHead(200, { etag: '"0"', 'content-length': '10' }).write('12345');
        return setImmediate(() => request.socket.destroy());
      case 'stores and never answers':
        return store();
      case 'answers late': {
        const status = store();
        return late(() => answer(response, status));
      }
      case 'stores late':
        return late(() => answer(response, store()));
      case 'never answers':
        return;
      case 'refuses with 403':
        return refuse(response, 403, 'AccessDenied');
      case 'fails with 500':
        return refuse(response, 500, 'InternalError');
      case 'fails with 503':
        return refuse(response, 503, 'SlowDown');
      case 'is somebody else':
        return response.writeHead(200).end('<html>Sign in</html>');
    }
  }

  function put({ url = '', headers }: IncomingMessage, body: Buffer): 200 | 400 | 412 {
    const digest = createHash('sha256').update(body);
    if (digest.copy().digest('base64') !== headers['x-amz-checksum-sha256']) return 400;
    if (!url.startsWith('/pictures/upload/')) return 200;
    if (headers['if-none-match'] === '*' && keys.has(url)) {
      count('has it already');
      return 412;
    }
    keys.add(url);
    creations.push(digest.digest('hex'));
    return 200;
  }
}

function drawFault(drawn: number): Fault | undefined {
  let rest = drawn;
  return allFaults.find((fault) => {
    rest -= faults[fault];
    return rest < 0;
  });
}

function answer(response: ServerResponse, status: 200 | 400 | 412): unknown {
  if (status === 200) return response.writeHead(200, { etag: '"0"' }).end();
  return refuse(response, status, status === 412 ? 'PreconditionFailed' : 'BadDigest');
}

function refuse(response: ServerResponse, status: number, code: string): unknown {
  return response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
}

/** Undefined when the sender was killed in the middle of it. */
async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  try {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    return body.length === Number(request.headers['content-length']) ? body : undefined;
  } catch {
    return undefined;
  }
}
