import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListAccessKeysCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cameraCommand } from '../../cli/aws/camera-command.ts';
import { cameraPolicy } from '../../infra/camera-policy.ts';
import { policyDocument } from '../../infra/policy-document.ts';
import { enroll } from '../../services/uploader/s3/enroll.ts';
import {
  decodeEnrollment,
  type Enrollment,
  encodeEnrollment,
} from '../../services/uploader/s3/enrollment-code.ts';
import { s3Target } from '../../services/uploader/s3/s3-target.ts';
import { captured, openCameraHome } from './camera-home.ts';
import { emulatedIam } from './emulated-iam.ts';
import { signIn } from './owner-at-home.ts';
import { startMoto } from './start-moto.ts';

let moto: Awaited<ReturnType<typeof startMoto>>;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.close());

let home: Awaited<ReturnType<typeof openCameraHome>>;
beforeEach(async () => {
  home = await openCameraHome(moto.endpoint);
  onTestFinished(home.close);
});

describe('a code', () => {
  const broken = async (change: Partial<Enrollment>) => {
    const enrollment = decodeEnrollment(await home.codeFor(home.garden));
    if (enrollment === undefined) throw new Error('read the code');
    return encodeEnrollment({ ...enrollment, ...change });
  };

  it('counts for as long as was said', async () => {
    const added = await home.camera('add', home.garden, '--json', '--valid-minutes', '15');
    const { expiresAt } = JSON.parse(added.stdout);
    const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(15);
  });

  it.each([
    ['has expired', { expiresAt: '2026-01-01T00:00:00.000Z' }, /until 2026-01-01 00:00 UTC/],
    ['knows no such policy', { iotPolicy: 'gone' }, /deploy again/],
    ['is for a camera that was removed meanwhile', { camera: 'gone' }, /removed meanwhile/],
  ])('that %s is refused in a sentence', async (_, change, message) => {
    const enrolled = await home.enrollOnPi(await broken(change));
    expect(enrolled).toMatchObject({ code: 1, stdout: expect.not.stringContaining('signs in') });
    expect(enrolled.stderr).toMatch(message);
    expect(enrolled.stderr).toMatch(/^intellicam-uploader: .*\n$/);
    await expect(stat(join(home.pi, 'uploader.yaml'))).rejects.toThrow('ENOENT');
  });

  it('of another pipeline is refused before anything is made', async () => {
    await writeFile(join(home.pi, 'uploader.yaml'), 'bucket: another\n');
    const enrolled = await home.enrollOnPi(await home.codeFor(home.garden));
    expect(enrolled).toMatchObject({ code: 1, stderr: expect.stringContaining('says another') });
    expect(await home.certificatesOf(home.garden)).toEqual([]);
  });

  it('that is not whole, or not there, is a mistake that one can see', async () => {
    expect((await home.enrollOnPi('CODE')).stderr).toContain('not whole');
    const nothing = await captured(() => enroll([]));
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('enroll CODE') });
  });
});

describe('a camera with an access key', () => {
  const picture = {
    key: '',
    bytes: Buffer.from('picture'),
    contentType: 'image/jpeg',
    metadata: { camera: 'garden', 'motion-event': 'Tür (1)' },
    replace: false,
  };

  function keyIn(text: string) {
    const value = (key: string) => new RegExp(`^${key} = (.*)$`, 'm').exec(text)?.[1] ?? '';
    return [value('aws_access_key_id'), value('aws_secret_access_key')] as const;
  }

  it('sends with it what S3 takes for signed, once', async () => {
    const added = await home.camera('add', home.garden, '--access-key');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const [accessKeyId, secret] = keyIn(added.stdout);
    const { bucket } = home.deployment;
    const emulated = emulatedIam(moto.endpoint);
    await allowUser(bucket);
    const target = s3Target({ region: 'eu-west-1', bucket, endpoint: moto.endpoint });
    onTestFinished(async () => {
      target.close();
      await emulated.enforce(false);
    });
    await emulated.enforce(true);
    // The emulator finds the signature wrong of most other signs, AWS's own client's, too.
    const key = `upload/${home.garden}/a b.jpg`;
    signIn(moto.endpoint, accessKeyId, secret);
    expect(await target.send({ ...picture, key })).toBe('stored');
    expect(await target.send({ ...picture, key })).toBe('exists');
    await expect(target.send({ ...picture, key: 'config/x.jpg' })).rejects.toMatchObject({
      ...{ failure: 'rights', message: expect.stringContaining('AccessDenied') },
    });
    signIn(moto.endpoint, accessKeyId, `${secret}x`);
    const other = s3Target({ region: 'eu-west-1', bucket, endpoint: moto.endpoint });
    await expect(other.send({ ...picture, key })).rejects.toMatchObject({
      ...{ failure: 'rights', message: expect.stringContaining('SignatureDoesNotMatch') },
    });
    await emulated.enforce(false);
    const stored = await home.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    expect(await stored.Body?.transformToString()).toBe('picture');
    expect(stored).toMatchObject({
      ...{ ContentType: 'image/jpeg' },
      Metadata: { camera: 'garden', 'motion-event': 'T%C3%BCr%20(1)' },
    });
  });

  async function allowUser(bucket: string) {
    await home.iam.send(
      new PutUserPolicyCommand({
        UserName: home.name('camera', home.garden),
        PolicyName: 'add-pictures',
        PolicyDocument: policyDocument(
          // The emulator does not know the condition.
          cameraPolicy(`arn:aws:s3:::${bucket}`, home.garden).map(
            ({ Condition: _, ...rest }) => rest,
          ),
        ),
      }),
    );
  }

  it('has two keys at most, and none when it is removed', async () => {
    await home.camera('add', home.garden, '--access-key');
    await home.camera('add', home.garden, '--access-key');
    await expect(home.camera('add', home.garden, '--access-key')).rejects.toThrow(
      /two access keys/,
    );
    const removed = await home.camera('remove', home.garden);
    expect(removed.stdout).toContain('(0 certificates, 2 access keys)');
    const UserName = home.name('camera', home.garden);
    const { AccessKeyMetadata } = await home.iam.send(new ListAccessKeysCommand({ UserName }));
    expect(AccessKeyMetadata).toEqual([]);
  });

  it('has to be in the configuration', async () => {
    await expect(home.camera('add', 'nobody', '--access-key')).rejects.toThrow(/npx cdktf deploy/);
  });
});

describe('a mistake at the command line', () => {
  it.each([
    [[], /say what to do/],
    [['mend'], /unknown: camera mend/],
    [['add'], /name the camera/],
    [['add', 'a/b'], /letters, digits/],
    [['add', 'a', '--valid-minutes', '5'], /15 to 60/],
    [['remove', '--json'], /name the camera/],
  ])('is one sentence: %j', async (args, message) => {
    await expect(cameraCommand(args)).rejects.toMatchObject({
      ...{ name: 'UsageError', message: expect.stringMatching(message) },
    });
  });
});
