import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeMetadata } from '../../../runtime/aws/object-metadata.ts';
import { eventually } from '../../../test/eventually.ts';
import { pictureMetadata } from '../picture-metadata.ts';
import {
  type Answer,
  openStore,
  openStoreFor,
  picture,
  refuse,
  signIn,
  storedEtag,
} from './scripted-store.ts';

beforeEach(signIn);

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
    ['hangs up', (response) => response.destroy(), 'unreachable', 'before the answer was complete'],
    [
      'hangs up in the middle of its answer',
      (response) => {
        response.writeHead(200, { ...storedEtag, 'content-length': '10' }).write('12345');
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
      (response) => response.writeHead(200, { ...storedEtag, 'x-amz-checksum-sha256': 'x=' }).end(),
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

  it('fails when the store never answers, and sends the picture again', async () => {
    const { target } = await openStoreFor({ wholeMilliseconds: 300 }, [() => undefined]);
    await expect(target.send(picture)).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('no answer within 0.3 seconds'),
    });
    await eventually(async () => expect(await target.send(picture)).toBe('stored'));
  });

  it('fails when nobody listens', async () => {
    const { target, server } = await openStore();
    server.close();
    await expect(target.send(picture)).rejects.toMatchObject({ failure: 'unreachable' });
  });

  it('knows by how much the clock is wrong', async () => {
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const { target } = await openStore((response) =>
      response.writeHead(200, { ...storedEtag, date }).end(),
    );
    expect(target.clockOffsetSeconds()).toBeUndefined();
    await target.send(picture);
    expect(target.clockOffsetSeconds()).toBeGreaterThan(3_595);
    expect(target.clockOffsetSeconds()).toBeLessThan(3_605);
  });
});
