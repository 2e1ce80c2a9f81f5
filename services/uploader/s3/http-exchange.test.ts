import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpExchange } from './http-exchange.ts';
import { makeCertificates } from './test-certificates.ts';

const answered = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const patience = { connectMilliseconds: 2_000, wholeMilliseconds: 2_000, idleMilliseconds: 5_000 };

type Listener = (socket: Socket, turn: number) => void;
type Opener = (onSocket: (socket: Socket) => void) => Server;

/** A server that does with its first, second … connection what it is told. */
async function listen(onConnection: Listener, open: Opener = createServer) {
  const sockets: Socket[] = [];
  const server = open((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onConnection(socket, sockets.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

function exchangeWith(port: number, ...[tls, scheme = 'http']: [tls?: { ca: string }, string?]) {
  const exchange = httpExchange(new URL(`${scheme}://localhost:${port}`), tls, patience);
  onTestFinished(exchange.close);
  return exchange;
}

const get = { method: 'GET', path: '/a', headers: {} } as const;
const put = (bytes: number) =>
  ({
    ...get,
    method: 'PUT',
    headers: { 'content-length': `${bytes}` },
    body: Buffer.alloc(bytes),
  }) as const;

describe('httpExchange', () => {
  it('asks as HTTP wants it', async () => {
    const heard: string[] = [];
    const { port } = await listen((socket) =>
      socket.on('data', (bytes) => {
        heard.push(bytes.toString());
        socket.write(answered);
      }),
    );
    const question = { ...get, headers: { 'x-a': 'b' } };
    expect(await exchangeWith(port).ask(question)).toMatchObject({ status: 200, text: 'ok' });
    expect(heard).toEqual([`GET /a HTTP/1.1\r\nhost: localhost:${port}\r\nx-a: b\r\n\r\n`]);
  });

  it.each(['a\r\nb: c', 'a\nb', 'ä', '\0'])('sends no header with %j in it', async (value) => {
    const { port, sockets } = await listen((socket) => socket.end(answered));
    const exchange = exchangeWith(port);
    await expect(exchange.ask({ ...get, headers: { a: value } })).rejects.toThrow('no header');
    await expect(exchange.ask({ ...get, path: `/${value}` })).rejects.toThrow('no header');
    expect(sockets).toEqual([]);
  });

  it('takes an answer that comes before the whole body was heard, and a new connection', async () => {
    const { port, sockets } = await listen((socket, turn) => {
      if (turn === 1) socket.pause().write(answered.replace('200 OK', '413 Too Large'));
      else socket.on('data', () => socket.write(answered));
    });
    const exchange = exchangeWith(port);
    expect(await exchange.ask(put(20_000_000))).toMatchObject({ status: 413 });
    expect(await exchange.ask(get)).toMatchObject({ status: 200 });
    expect(sockets).toHaveLength(2);
  });

  it('takes a new connection when the server has said goodbye on the kept ones', async () => {
    const { port, sockets } = await listen((socket, turn) => {
      let asked = 0;
      socket.on('data', () => {
        asked += 1;
        // Whichever of the first two is asked again is closed, without an answer.
        if (asked === 1) setImmediate(() => socket.write(answered));
        else if (turn <= 2) socket.destroy();
      });
    });
    const exchange = exchangeWith(port);
    await Promise.all([exchange.ask(get), exchange.ask(get)]);
    expect(await exchange.ask(get)).toMatchObject({ status: 200 });
    expect(sockets).toHaveLength(3);
  });

  it('does not take what was said unasked for the next answer', async () => {
    const { port, sockets } = await listen((socket, turn) => {
      socket.once('data', () => {
        socket.write(answered);
        if (turn === 1) setTimeout(() => socket.write('HTTP/1.1 408 Too Late\r\n\r\n'), 10);
      });
    });
    const exchange = exchangeWith(port);
    await exchange.ask(get);
    const [socket] = sockets;
    if (socket !== undefined && !socket.closed) await once(socket, 'close');
    expect(await exchange.ask(get)).toMatchObject({ status: 200 });
  });

  it('cannot read what is no HTTP', async () => {
    const { port } = await listen((socket) => socket.end('220 mail.example ESMTP\r\n\r\n'));
    const asked = exchangeWith(port).ask(get);
    await expect(asked).rejects.toThrow('does not speak HTTP: 220 mail.example');
  });

  it('ends what is under way when it is closed', async () => {
    const { port, sockets } = await listen(() => undefined);
    const exchange = exchangeWith(port);
    const asked = exchange.ask(get);
    const failed = expect(asked).rejects.toMatchObject({ code: 'ECONNRESET' });
    while (sockets.length === 0) await new Promise(setImmediate);
    exchange.close();
    await failed;
  });

  it('trusts nobody whom no authority vouches for, and spares a later connection the handshake', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intellicam-tls-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const made = await makeCertificates(folder);
    const [cert, key, ca] = await Promise.all(
      [made.server.cert, made.server.key, made.ca].map((file) => readFile(file, 'utf8')),
    );
    const resumed: boolean[] = [];
    const { port } = await listen(
      (socket) =>
        socket.on('data', () => {
          resumed.push((socket as TLSSocket).isSessionReused());
          socket.end(answered.replace('\r\n', '\r\nconnection: close\r\n'));
        }),
      (onSocket) => createTlsServer({ cert, key }, onSocket),
    );
    const strict = exchangeWith(port, undefined, 'https');
    await expect(strict.ask(get)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    expect(resumed).toEqual([]);
    const trusting = exchangeWith(port, { ca: ca ?? '' }, 'https');
    for (let n = 0; n < 2; n += 1) expect((await trusting.ask(get)).text).toBe('ok');
    expect(resumed).toEqual([false, true]);
  });
});
