import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type Moto = { readonly endpoint: string; close(): Promise<void> };

const startSeconds = 30;

/** Starts moto, which answers as AWS does, without an account and in memory. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const moto = spawn('moto_server', ['-p', String(port)], { stdio: 'ignore' });
  await once(moto, 'spawn').catch((cause: unknown) => {
    throw new Error("start moto: moto_server cannot be run (pip install 'moto[server]')", {
      cause,
    });
  });
  process.once('exit', () => moto.kill());
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReady(moto, endpoint);
  return { endpoint, close: () => end(moto) };
}

async function untilReady(moto: ChildProcess, endpoint: string): Promise<void> {
  const deadline = Date.now() + startSeconds * 1000;
  while (Date.now() < deadline) {
    if (moto.exitCode !== null) throw new Error(`start moto: it ended with ${moto.exitCode}`);
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  await end(moto);
  throw new Error(`start moto: it did not answer within ${startSeconds} seconds`);
}

async function end(moto: ChildProcess): Promise<void> {
  if (moto.exitCode !== null || moto.signalCode !== null) return;
  const ended = once(moto, 'exit');
  moto.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('find a free port');
  return address.port;
}
