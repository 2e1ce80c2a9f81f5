import {
  type ClientRequest,
  type IncomingHttpHeaders,
  Agent as PlainAgent,
  request,
} from 'node:http';
import { type AgentOptions, request as requestOverTls, Agent as TlsAgent } from 'node:https';
import { hasErrorCode } from '../../../runtime/error-code.ts';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the body; what stores say about errors is short. */
  readonly text: string;
};

type HttpQuestion = {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
};

export type HttpExchange = {
  ask(question: HttpQuestion): Promise<HttpAnswer>;
  /** Ends the connections that are kept open. */
  close(): void;
};

/** The server did not connect, take or answer in time. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

export type Patience = {
  readonly connectMilliseconds: number;
  readonly wholeMilliseconds: number;
  /**
   * How long a connection is kept that nobody uses. A router at home forgets one without a word, and
   * the next picture would wait on it for the whole time.
   */
  readonly idleMilliseconds: number;
};

const patience: Patience = {
  connectMilliseconds: 5_000,
  wholeMilliseconds: 60_000,
  idleMilliseconds: 15_000,
};
const longestText = 65_536;

/** Asks one server; connections stay open between questions, and nothing takes for ever. */
export function httpExchange(
  origin: URL,
  tls: Pick<AgentOptions, 'ca' | 'cert' | 'key'> = {},
  { connectMilliseconds, wholeMilliseconds, idleMilliseconds }: Patience = patience,
): HttpExchange {
  const encrypted = origin.protocol === 'https:';
  const kept = { keepAlive: true, scheduling: 'lifo', timeout: idleMilliseconds } as const;
  const agent = encrypted ? new TlsAgent({ ...kept, ...tls }) : new PlainAgent(kept);
  const open = encrypted ? requestOverTls : request;
  const { protocol, hostname, port } = origin;
  // An address of IPv6 is in brackets in a URL, and nowhere else.
  const server = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port };
  return { ask: (question) => ask(question, true), close: () => agent.destroy() };

  async function ask(question: HttpQuestion, again: boolean): Promise<HttpAnswer> {
    const { method, path, headers } = question;
    const asked = open({ ...server, agent, method, path, headers });
    try {
      return await answerTo(asked, question.body);
    } catch (error) {
      // The server may close a connection in the moment in which we use it again. That says nothing
      // about the server, and asking twice is what our questions allow.
      const closed = hasErrorCode(error, 'ECONNRESET') || hasErrorCode(error, 'EPIPE');
      if (again && asked.reusedSocket && closed) return ask(question, false);
      throw error;
    }
  }

  function answerTo(asked: ClientRequest, body: Uint8Array | undefined): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const seconds = (milliseconds: number) => `${milliseconds / 1000} seconds`;
      const whole = setTimeout(() => {
        asked.destroy(new TimeoutError(`no answer within ${seconds(wholeMilliseconds)}`));
      }, wholeMilliseconds);
      let connecting: NodeJS.Timeout | undefined;
      asked.once('socket', (socket) => {
        if (asked.reusedSocket) return;
        connecting = setTimeout(() => {
          asked.destroy(new TimeoutError(`no connection within ${seconds(connectMilliseconds)}`));
        }, connectMilliseconds);
        socket.once(encrypted ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
      });
      asked.once('close', () => {
        clearTimeout(whole);
        clearTimeout(connecting);
        const cut = new Error('the connection was closed before the answer was complete');
        reject(Object.assign(cut, { code: 'ECONNRESET' }));
      });
      let answered = false;
      asked.on('error', (error) => {
        // A server that refuses may stop listening before it has heard the whole body.
        if (!answered || error instanceof TimeoutError) reject(error);
      });
      asked.once('response', (response) => {
        answered = true;
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          if (text.length < longestText) text += part;
        });
        response.once('error', reject);
        response.once('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, text });
        });
      });
      asked.end(body);
    });
  }
}
