import type { HttpAnswer } from './http-answer.ts';
import type { OpeningSocket } from './open-socket.ts';
import { type AnswerReader, answerReader, type ReadAnswer } from './read-answer.ts';

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

type ConnectionOptions = OpeningSocket & {
  readonly patience: Patience;
  /** It may be asked again. */
  readonly onFree: (connection: HttpConnection) => void;
  readonly onClosed: (connection: HttpConnection) => void;
};

/** A connection to a server, which answers one question after the other. */
export type HttpConnection = {
  readonly opened: Promise<void>;
  ask(head: string, body: Uint8Array | undefined): Promise<HttpAnswer>;
  close(): void;
};

type Waiting = {
  readonly reader: AnswerReader;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly limit: NodeJS.Timeout;
};

/** Speaks HTTP/1.1 on a socket that is being opened. */
export function httpConnection(options: ConnectionOptions): HttpConnection {
  const { socket, openEvent, patience, onFree, onClosed } = options;
  let waiting: Waiting | undefined;
  let failure: unknown = hungUp();
  const connection = { opened: open(), ask, close: () => void socket.destroy() };
  // A picture's last bytes would wait for the answer to those before.
  socket.setNoDelay(true);
  socket.on('timeout', () => socket.destroy());
  socket.on('data', (bytes) => hear(() => waiting?.reader.take(bytes)));
  socket.on('end', () => hear(() => waiting?.reader.end()));
  socket.on('error', (error) => {
    failure = error;
  });
  socket.on('close', () => {
    onClosed(connection);
    clearTimeout(waiting?.limit);
    waiting?.reject(failure);
  });
  return connection;

  function open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = giveUpAfter(patience.connectMilliseconds, 'connection');
      socket.once(openEvent, () => {
        clearTimeout(limit);
        resolve();
      });
      socket.once('close', () => {
        clearTimeout(limit);
        reject(failure);
      });
    });
  }

  function ask(head: string, body: Uint8Array | undefined): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const limit = giveUpAfter(patience.wholeMilliseconds, 'answer');
      waiting = { reader: answerReader(), resolve, reject, limit };
      // A server may think for longer than a connection is kept.
      socket.setTimeout(0);
      // Both at once: one call of the system, and one packet less.
      socket.cork();
      socket.write(head, 'latin1');
      if (body !== undefined) socket.write(body);
      socket.uncork();
    });
  }

  function hear(read: () => ReadAnswer | undefined): void {
    try {
      // Whoever speaks unasked says goodbye.
      if (waiting === undefined) socket.destroy();
      else answer(waiting, read());
    } catch (error) {
      socket.destroy();
      failure = error;
    }
  }

  function answer({ limit, resolve }: Waiting, found: ReadAnswer | undefined): void {
    if (found === undefined) return;
    waiting = undefined;
    clearTimeout(limit);
    // A server that refuses may answer, and stop listening, before it has heard the whole body.
    if (found.keepsOpen && socket.writableLength === 0) free();
    else socket.destroy();
    resolve(found);
  }

  // Each time anew: a socket's time-out comes once, and no more if it came while somebody waited.
  function free(): void {
    socket.setTimeout(patience.idleMilliseconds);
    onFree(connection);
  }

  function giveUpAfter(milliseconds: number, missing: 'connection' | 'answer'): NodeJS.Timeout {
    return setTimeout(() => {
      socket.destroy();
      failure = new TimeoutError(`no ${missing} within ${milliseconds / 1000} seconds`);
    }, milliseconds);
  }
}

function hungUp(): Error {
  const error = new Error('the connection was closed before the answer was complete');
  return Object.assign(error, { code: 'ECONNRESET' });
}
