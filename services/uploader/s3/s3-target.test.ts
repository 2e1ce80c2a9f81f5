import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { decodeMetadata } from '../../../runtime/aws/object-metadata.ts';
import { pictureMetadata } from '../picture-metadata.ts';
import type { OutgoingPicture } from '../picture-target.ts';
import type { Patience } from './http-connection.ts';
import { s3Target } from './s3-target.ts';

const patience = { connectMilliseconds: 300, wholeMilliseconds: 300, idleMilliseconds: 5_000 };
const etag = { etag: '"0"' };

type Answer = (response: ServerResponse, request: IncomingMessage, body: Buffer) => void;

/** A store that answers as it is told, one answer after the other. */
async function openStore(...answers: readonly Answer[]) {
  return openPatientStore(patience, answers);
}

async function openPatientStore(patience: Patience, answers: readonly Answer[] = []) {
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
  const target = s3Target({ region: 'eu-west-1', bucket: 'pictures', endpoint, patience });
  onTestFinished(() => {
    target.close();
    server.closeAllConnections();
    server.close();
  });
  return { target, asked, sockets, server, endpoint };
}

const stored: Answer = (response) => response.writeHead(200, etag).end();
const refuse =
  (status: number, code: string): Answer =>
  (response) =>
    response.writeHead(status).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);

const picture: OutgoingPicture = {
  key: "upload/garden/it's (1)/ä.jpg",
  bytes: Buffer.from('picture'),
  contentType: 'image/jpeg',
  metadata: { camera: 'garden', 'motion-event': 'grün 1' },
  replace: false,
};

vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
vi.stubEnv('AWS_SESSION_TOKEN', undefined);
vi.stubEnv('AWS_PROFILE', undefined);
vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
const signIn = () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
};
afterEach(signIn);

describe('s3Target', () => {
  it('creates the object once, signed, with its checksum and metadata', async () => {
    const { target, asked } = await openStore();
    expect(await target.send(picture)).toBe('stored');
    const [{ request, body } = {}] = asked;
    expect(body?.toString()).toBe('picture');
    expect(request).toMatchObject({
      method: 'PUT',
      url: '/pictures/upload/garden/it%27s%20%281%29/%C3%A4.jpg',
    });
    expect(request?.headers).toMatchObject({
      'if-none-match': '*',
      'content-type': 'image/jpeg',
      'content-length': '7',
      'x-amz-checksum-sha256': 'LOonTQvtw57Eq2up5Z7IiePtb7VqHPCIpk2bODN43Jc=',
      'x-amz-meta-camera': 'garden',
      'x-amz-meta-motion-event': 'gr%C3%BCn%201',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIATEST\/.*if-none-match/,
      ),
    });
  });

  it.each(['50 % grün', 'Tor%20 1', '門 😀', 'a%C3'])(
    'hands the metadata of a camera called %s over to the classifier as they are',
    async (camera) => {
      const { target, asked } = await openStore();
      const taken = { path: '/a.jpg', kind: 'motion', capturedAt: new Date(0) } as const;
      const known = { ...taken, camera, event: camera, sizeBytes: 7, mtimeMs: 0 };
      await target.send({ ...picture, metadata: pictureMetadata(known, 'Asia/Kolkata') });
      const headers = Object.entries(asked[0]?.request.headers ?? {});
      const carried = headers.flatMap(([name, value]) =>
        name.startsWith('x-amz-meta-') ? [[name.slice(11), String(value)]] : [],
      );
      expect(decodeMetadata(Object.fromEntries(carried))).toEqual({
        'captured-at': '1970-01-01T05:30:00+05:30',
        ...{ camera, 'motion-event': camera },
      });
    },
  );

  it('spells names as AWS’s own client does, or nobody could check the signature', async () => {
    const { target, asked, endpoint } = await openStore();
    const names = ["it's (1)*!.jpg", 'ä 😀.jpg', 'a+b&c=d;e@f,g:h$i?j#k%l.jpg', '~-_.', 'a/b'];
    const client = new S3Client({ endpoint, region: 'eu-west-1', forcePathStyle: true });
    for (const name of names) {
      const key = `upload/garden/${name}`;
      await target.send({ ...picture, key });
      await client.send(new PutObjectCommand({ Bucket: 'pictures', Key: key, Body: 'x' }));
    }
    const [ours, theirs] = [0, 1].map((turn) =>
      asked
        .filter((_, index) => index % 2 === turn)
        .map(({ request }) => request.url?.replace('?x-id=PutObject', '')),
    );
    expect(ours).toEqual(theirs);
  });

  it('replaces a snapshot', async () => {
    const { target, asked } = await openStore();
    expect(await target.send({ ...picture, replace: true })).toBe('stored');
    expect(asked[0]?.request.headers).not.toHaveProperty('if-none-match');
  });

  it('is content with a picture that is there already', async () => {
    const { target } = await openStore(refuse(412, 'PreconditionFailed'));
    expect(await target.send(picture)).toBe('exists');
  });

  it.each([
    ['says why it refuses', refuse(403, 'AccessDenied'), 'rights', 'AccessDenied'],
    ['is too busy', refuse(503, 'SlowDown'), 'busy', 'SlowDown'],
    ['refuses for good', refuse(400, 'EntityTooLarge'), 'refused', 'too large'],
    ['finds the clock wrong', refuse(403, 'RequestTimeTooSkewed'), 'clock', 'timedatectl'],
    ['never answers', () => undefined, 'unreachable', 'no answer within 0.3 seconds'],
    ['hangs up', (response) => response.destroy(), 'unreachable', 'before the answer was complete'],
    [
      'hangs up in the middle of its answer',
      (response) => {
        response.writeHead(200, { ...etag, 'content-length': '10' }).write('12345');
        setImmediate(() => response.destroy());
      },
      'unreachable',
      'before the answer was complete',
    ],
    [
      'is somebody else, who wants a password',
      (response) => response.writeHead(200).end('<html>'),
      'unreachable',
      'somebody else',
    ],
    [
      'has other bytes',
      (response) => response.writeHead(200, { ...etag, 'x-amz-checksum-sha256': 'x=' }).end(),
      'busy',
      'other bytes',
    ],
  ] satisfies readonly [string, Answer, string, string][])(
    'fails when the store %s, and sends the picture again',
    async (_, answer, failure, message) => {
      const { target } = await openStore(answer);
      await expect(target.send(picture)).rejects.toMatchObject({
        failure,
        message: expect.stringContaining(message),
      });
      expect(await target.send(picture)).toBe('stored');
    },
  );

  it('fails when nobody listens', async () => {
    const { target, server } = await openStore();
    server.close();
    await expect(target.send(picture)).rejects.toMatchObject({ failure: 'unreachable' });
  });

  it('takes a connection for more than one picture', async () => {
    const { target, sockets } = await openStore();
    for (let sent = 0; sent < 5; sent += 1) await target.send(picture);
    expect(sockets.size).toBe(1);
  });

  it('goes on when the store has closed a connection that was kept', async () => {
    const { target, asked } = await openStore(stored, (response) => response.destroy());
    await target.send(picture);
    expect(await target.send(picture)).toBe('stored');
    expect(asked).toHaveLength(3);
  });

  it('closes a connection that it has not used for a while', async () => {
    const { target, sockets } = await openPatientStore({ ...patience, idleMilliseconds: 20 });
    await target.send(picture);
    const [socket] = sockets;
    if (socket !== undefined && !socket.closed) await once(socket, 'close');
    expect(await target.send(picture)).toBe('stored');
    expect(sockets.size).toBe(2);
  });

  it('is patient with a store that thinks longer than a connection is kept', async () => {
    const { target } = await openPatientStore({ ...patience, idleMilliseconds: 5 }, [
      (response) => setTimeout(() => stored(response, response.req, Buffer.of()), 60),
    ]);
    expect(await target.send(picture)).toBe('stored');
  });

  it('knows by how much the clock is wrong', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const { target } = await openStore((response) =>
      response.writeHead(200, { ...etag, date }).end(),
    );
    expect(target.clockOffsetSeconds()).toBeUndefined();
    await target.send(picture);
    expect(target.clockOffsetSeconds()).toBeGreaterThan(3_595);
    expect(target.clockOffsetSeconds()).toBeLessThan(3_605);
  });

  it('asks for other credentials when the store did not accept them', async () => {
    const { target, asked } = await openStore(refuse(403, 'InvalidAccessKeyId'));
    await expect(target.send(picture)).rejects.toMatchObject({ failure: 'rights' });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOTHER');
    await target.send(picture);
    expect(asked[1]?.request.headers.authorization).toContain('AKIAOTHER');
  });

  it('takes the key of a profile that is named rather than the environment’s', async () => {
    vi.stubEnv('AWS_PROFILE', 'nobody');
    const { target, asked } = await openStore();
    await expect(target.send(picture)).rejects.toMatchObject({ failure: 'rights' });
    expect(asked).toEqual([]);
    vi.stubEnv('AWS_PROFILE', undefined);
  });

  it('says what to do when there are no credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    const { target, asked } = await openStore();
    await expect(target.send(picture)).rejects.toMatchObject({
      failure: 'rights',
      message: expect.stringContaining('enroll this camera'),
    });
    expect(asked).toEqual([]);
    signIn();
    expect(await target.send(picture)).toBe('stored');
  });
});
