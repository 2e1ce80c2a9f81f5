import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { iotCredentials } from './iot-credentials.ts';
import { makeCertificates } from './test-certificates.ts';

let folder: string;
let made: Awaited<ReturnType<typeof makeCertificates>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intellicam-iot-'));
  made = await makeCertificates(folder);
  // As an enrolment writes it, with its name above.
  const certificate = `arn:aws:iot:eu-west-1:1:cert/a\n${await readFile(made.camera.cert, 'utf8')}`;
  await writeFile(join(folder, 'enrolled.crt'), certificate);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const hour = 3_600_000;

/** Keys for so long, by a clock that is a year behind this machine's. */
function keys(name: string, milliseconds = hour): Answer {
  return (response) => {
    const now = Date.now() - 365 * 24 * hour;
    const expiration = new Date(now + milliseconds).toISOString();
    const credentials = {
      ...{ accessKeyId: name, secretAccessKey: 'secret', sessionToken: 'token', expiration },
    };
    response.writeHead(200, { date: new Date(now).toUTCString() });
    response.end(JSON.stringify({ credentials }));
  };
}

const fail =
  (status: number, text = '{"message":"Access Denied"}'): Answer =>
  (response) =>
    response.writeHead(status).end(text);

/** AWS IoT as a camera meets it: asks for a certificate, and answers as it is told. */
async function openEndpoint(...answers: readonly Answer[]) {
  const asked: IncomingMessage[] = [];
  const pem = (file: string) => readFile(file, 'utf8');
  const server = createServer(
    {
      ...{ cert: await pem(made.server.cert), key: await pem(made.server.key) },
      ...{ ca: await pem(made.ca), requestCert: true, rejectUnauthorized: true },
    },
    (request, response) => {
      asked.push(request);
      (answers[asked.length - 1] ?? keys(`AKIA${asked.length}`))(response, request);
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const endpoint = `localhost:${(server.address() as AddressInfo).port}`;
  const clock = { now: 1_000 };
  const identity = {
    ...{ endpoint, roleAlias: 'intellicam-home-camera', thing: 'garden' },
    ...{ certificate: join(folder, 'enrolled.crt'), key: made.camera.key },
  };
  const options = { ca: await pem(made.ca), now: () => clock.now };
  return { source: iotCredentials(identity, options), asked, clock, identity, options };
}

describe('iotCredentials', () => {
  it('exchanges the certificate for keys of the thing', async () => {
    const { source, asked } = await openEndpoint(keys('AKIA'));
    expect(await source.key()).toEqual({
      ...{ accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'token' },
    });
    expect(asked[0]).toMatchObject({
      url: '/role-aliases/intellicam-home-camera/credentials',
      headers: { 'x-amzn-iot-thingname': 'garden' },
    });
  });

  it('asks once for all who want them, and again 5 minutes before they expire', async () => {
    const { source, asked, clock } = await openEndpoint();
    const some = await Promise.all([source.key(), source.key(), source.key()]);
    expect(some.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIA1', 'AKIA1', 'AKIA1']);
    clock.now += 54 * 60_000;
    await source.key();
    expect(asked).toHaveLength(1);
    clock.now += 2 * 60_000;
    expect(await source.key()).toMatchObject({ accessKeyId: 'AKIA2' });
  });

  it('asks again when the store did not accept them', async () => {
    const { source } = await openEndpoint();
    await source.key();
    source.forget();
    expect(await source.key()).toMatchObject({ accessKeyId: 'AKIA2' });
  });

  it('uses what it has while there are no others, and not longer', async () => {
    const { source, clock } = await openEndpoint(keys('AKIA1'), fail(500), fail(500));
    await source.key();
    clock.now += 57 * 60_000;
    expect(await source.key()).toMatchObject({ accessKeyId: 'AKIA1' });
    clock.now += 4 * 60_000;
    await expect(source.key()).rejects.toMatchObject({ failure: 'busy' });
    expect(await source.key()).toMatchObject({ accessKeyId: 'AKIA4' });
  });

  it.each([
    [
      'a certificate that is revoked',
      fail(403),
      'rights',
      /removed or revoked; enroll again.*403 Acc/,
    ],
    ['a role alias that is gone', fail(404), 'rights', /roleAlias/],
    ['too many questions', fail(429), 'busy', /429/],
    ['a server in trouble', fail(500, '<html>'), 'busy', /500/],
    ['an answer without keys', fail(200, '{}'), 'busy', /200/],
  ] as const)('says what to do about %s', async (_, answer, failure, message) => {
    const { source } = await openEndpoint(answer);
    await expect(source.key()).rejects.toMatchObject({
      ...{ name: 'SendError', failure, message: expect.stringMatching(message) },
    });
  });

  it('says so when the handshake ends with a complaint about the certificate', async () => {
    const { identity, options } = await openEndpoint();
    const endpoint = await openStrictServer();
    const strange = await mkdtemp(join(folder, 'other-'));
    const { camera } = await makeCertificates(strange);
    const stranger = { endpoint, certificate: camera.cert, key: camera.key };
    const source = iotCredentials({ ...identity, ...stranger }, options);
    await expect(source.key()).rejects.toMatchObject({
      ...{ failure: 'rights', message: expect.stringContaining('enroll again') },
    });
  });

  it('says which file is missing', async () => {
    const { identity, options } = await openEndpoint();
    const source = iotCredentials({ ...identity, key: '/nowhere/garden.key' }, options);
    await expect(source.key()).rejects.toMatchObject({
      failure: 'rights',
      message: '/nowhere/garden.key is not there: enroll again',
    });
  });

  it('trusts the endpoint only when somebody vouches for it', async () => {
    const { identity, asked } = await openEndpoint();
    await expect(iotCredentials(identity).key()).rejects.toThrow(/self-signed|unable to/);
    expect(asked).toEqual([]);
  });
});

/** Node's server hangs up on certificates that it does not know; OpenSSL's says why, as AWS IoT's does. */
async function openStrictServer(): Promise<string> {
  const own = ['-cert', made.server.cert, '-key', made.server.key, '-CAfile', made.ca];
  const options = ['-accept', '127.0.0.1:0', ...own, '-Verify', '1', '-verify_return_error'];
  const server = spawn('openssl', ['s_server', ...options], { stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => {
    server.kill();
  });
  let said = '';
  for await (const part of server.stdout) {
    said += String(part);
    const port = /ACCEPT \S+:(\d+)/.exec(said)?.[1];
    if (port !== undefined) return `localhost:${port}`;
  }
  throw new Error(`start openssl s_server: ${said}`);
}
