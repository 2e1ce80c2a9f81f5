import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';
import type { OutgoingPicture } from '../picture-target.ts';
import type { Patience } from './http-connection.ts';
import { s3Target } from './s3-target.ts';

export type Answer = (response: ServerResponse, request: IncomingMessage, body: Buffer) => void;

const longPatience: Patience = {
  connectMilliseconds: 20_000,
  wholeMilliseconds: 20_000,
  idleMilliseconds: 5_000,
};

/** For a test of the target: a store that answers as it is told, one answer after the other. */
export function openStore(...answers: readonly Answer[]) {
  return openStoreFor({}, answers);
}

/** The same, for a target with other patience. */
export async function openStoreFor(patience: Partial<Patience>, answers: readonly Answer[] = []) {
  const asked: { request: IncomingMessage; body: Buffer }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    sockets.add(request.socket);
    asked.push({ request, body });
    const answer = answers[asked.length - 1] ?? stored;
    answer(response, request, body);
  }).listen(0, '127.0.0.1');
  // Only the target closes what it does not use.
  server.keepAliveTimeout = 0;
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const target = s3Target({
    ...{ region: 'eu-west-1', bucket: 'pictures', endpoint },
    patience: { ...longPatience, ...patience },
  });
  onTestFinished(() => {
    target.close();
    server.closeAllConnections();
    server.close();
  });
  return { target, asked, sockets, server, endpoint };
}

export const storedEtag = { etag: '"0"' };
export const stored: Answer = (response) => response.writeHead(200, storedEtag).end();

/** Answers as S3 does when it refuses. */
export const refuse =
  (status: number, code: string): Answer =>
  (response) =>
    response.writeHead(status).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);

export const picture: OutgoingPicture = {
  key: "upload/garden/it's (1)/ä.jpg",
  bytes: Buffer.from('picture'),
  contentType: 'image/jpeg',
  metadata: { camera: 'garden', 'motion-event': 'grün 1' },
  replace: false,
};

/** Gives the test a key of its own, and nothing of this machine's settings. */
export function signIn(): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', undefined);
  vi.stubEnv('AWS_PROFILE', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}
