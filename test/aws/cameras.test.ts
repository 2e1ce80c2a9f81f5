import { X509Certificate } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateThingCommand,
  DescribeThingCommand,
  ListCertificatesCommand,
  RegisterCertificateWithoutCACommand,
} from '@aws-sdk/client-iot';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cameraHeartbeatKey } from '../../contracts/state-key.ts';
import { parseUploaderConfiguration } from '../../services/uploader/pi/read-uploader-configuration.ts';
import { makeCertificates } from '../../services/uploader/s3/test-certificates.ts';
import { openCameraHome } from './camera-home.ts';
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

describe('a camera with a certificate', () => {
  it('is added and enrolled in two commands', async () => {
    const added = await home.camera('add', home.garden);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const [, code = ''] = /sudo intellicam-uploader enroll (\S+)/.exec(added.stdout) ?? [];
    const enrolled = await home.enrollOnPi(code);
    expect(enrolled).toMatchObject({ code: 0, stderr: '' });
    expect(enrolled.stdout).toContain('systemctl restart intellicam-uploader');

    expect(await home.certificatesOf(home.garden)).toEqual([
      { status: 'ACTIVE', policies: [home.name('camera')] },
    ]);
    const { attributes } = await home.iot.send(
      new DescribeThingCommand({ thingName: home.garden }),
    );
    expect(attributes).toEqual({ project: 'intellicam', stage: home.deployment.stage });

    const yaml = await readFile(join(home.pi, 'uploader.yaml'), 'utf8');
    const files = {
      certificate: join(home.pi, `${home.garden}.crt`),
      key: join(home.pi, `${home.garden}.key`),
    };
    expect(parseUploaderConfiguration(yaml, 'uploader.yaml')).toMatchObject({
      ...{ region: 'eu-west-1', bucket: home.deployment.bucket, timeZone: 'Europe/Zurich' },
      cameras: [
        {
          name: home.garden,
          credentials: { iot: { ...files, thing: home.garden, roleAlias: home.name('camera') } },
        },
      ],
    });
    expect((await stat(files.key)).mode & 0o777).toBe(0o600);
    expect(await readFile(files.key, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    const { subject } = new X509Certificate(await readFile(files.certificate));
    expect(subject).toBe(`CN=${home.garden}`);
  });

  it('keeps its key and certificate when the enrolment is repeated', async () => {
    const code = await home.codeFor(home.garden);
    await home.enrollOnPi(code);
    // The emulator's certificates are for keys of its own.
    const { camera: certified } = await makeCertificates(home.pi);
    const certificatePem = await readFile(certified.cert, 'utf8');
    const { certificateArn } = await home.iot.send(
      new RegisterCertificateWithoutCACommand({ certificatePem, status: 'ACTIVE' }),
    );
    const files = [
      join(home.pi, `${home.garden}.key`),
      join(home.pi, `${home.garden}.crt`),
    ] as const;
    await writeFile(files[0], await readFile(certified.key));
    await writeFile(files[1], `${certificateArn}\n${certificatePem}`);
    const before = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    await rm(join(home.pi, 'uploader.yaml'));
    const again = await home.enrollOnPi(code);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('are kept') });
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(before);
    expect(await readFile(join(home.pi, 'uploader.yaml'), 'utf8')).toContain(home.garden);
    expect(await home.certificatesOf(home.garden)).toContainEqual({
      ...{ status: 'ACTIVE', policies: [home.name('camera')] },
    });
  });

  it('keeps its key when it was interrupted before it had a certificate', async () => {
    const code = await home.codeFor(home.garden);
    await home.enrollOnPi(code);
    const key = await readFile(join(home.pi, `${home.garden}.key`), 'utf8');
    await rm(join(home.pi, `${home.garden}.crt`));
    expect((await home.enrollOnPi(code)).code).toBe(0);
    expect(await readFile(join(home.pi, `${home.garden}.key`), 'utf8')).toBe(key);
    const made = await readFile(join(home.pi, `${home.garden}.crt`), 'utf8');
    expect(made).toMatch(/^arn:aws:iot:.*\n-----BEGIN CERTIFICATE-----/);
  });

  it('makes a new key when it is told to', async () => {
    const code = await home.codeFor(home.garden);
    await home.enrollOnPi(code);
    const key = await readFile(join(home.pi, `${home.garden}.key`), 'utf8');
    expect((await home.enrollOnPi(code, '--again')).code).toBe(0);
    expect(await readFile(join(home.pi, `${home.garden}.key`), 'utf8')).not.toBe(key);
  });

  it('gets another certificate when the first was removed', async () => {
    await home.enrollOnPi(await home.codeFor(home.garden));
    await home.camera('remove', home.garden);
    const enrolled = await home.enrollOnPi(await home.codeFor(home.garden));
    expect(enrolled).toMatchObject({ code: 0, stderr: '' });
    expect(await home.certificatesOf(home.garden)).toEqual([
      { status: 'ACTIVE', policies: [home.name('camera')] },
    ]);
  });

  it('shares a Pi with another camera', async () => {
    await home.enrollOnPi(await home.codeFor(home.garden));
    const added = await home.camera('add', home.shed, '--json');
    expect(added.stderr).toContain(`no camera ${home.shed}`);
    expect((await home.enrollOnPi(JSON.parse(added.stdout).code)).code).toBe(0);
    const yaml = await readFile(join(home.pi, 'uploader.yaml'), 'utf8');
    const { cameras } = parseUploaderConfiguration(yaml, 'uploader.yaml');
    expect(cameras.map(({ credentials }) => credentials?.iot.thing)).toEqual([
      home.garden,
      home.shed,
    ]);
  });

  it('is revoked, with nothing left over', async () => {
    await home.enrollOnPi(await home.codeFor(home.garden));
    const { certificates: before = [] } = await home.iot.send(new ListCertificatesCommand({}));
    const removed = await home.camera('remove', home.garden);
    expect(removed).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/cannot sign in any more \(1 certificate, 0 access keys\)/),
    });
    const { certificates: after = [] } = await home.iot.send(new ListCertificatesCommand({}));
    expect(before.length - after.length).toBe(1);
    await expect(
      home.iot.send(new DescribeThingCommand({ thingName: home.garden })),
    ).rejects.toThrow();
    expect((await home.camera('remove', home.garden)).stdout).toBe(
      `${home.garden} could not sign in before.\n`,
    );
  });

  it.each([
    [
      'of another pipeline',
      { project: 'intellicam', stage: 'other' },
      /belongs to the pipeline other/,
    ],
    ['of something else', {}, /belongs to something else/],
  ])('may not take the name of a thing %s', async (_, attributes, message) => {
    await home.iot.send(
      new CreateThingCommand({ thingName: home.garden, attributePayload: { attributes } }),
    );
    await expect(home.camera('add', home.garden)).rejects.toThrow(message);
    await home.iot.send(
      new CreateThingCommand({ thingName: home.shed, attributePayload: { attributes } }),
    );
    await expect(home.camera('remove', home.shed)).rejects.toThrow(/not of this pipeline/);
    expect(await home.iot.send(new DescribeThingCommand({ thingName: home.shed }))).toBeDefined();
  });
});

describe('the list of cameras', () => {
  it('tells how each signs in, and when it was last heard of', async () => {
    await home.enrollOnPi(await home.codeFor(home.garden));
    await home.camera('add', home.garden, '--access-key');
    await home.codeFor(home.shed);
    const heartbeat = {
      ...{ schemaVersion: 1, camera: home.garden, at: '2026-11-20T13:00:00.000Z' },
      ...{ backlogPictures: 3, stopping: true },
    };
    await home.s3.send(
      new PutObjectCommand({
        ...{ Bucket: home.deployment.bucket, Key: cameraHeartbeatKey(home.garden) },
        Body: JSON.stringify(heartbeat),
      }),
    );
    const listed = await home.camera('list');
    const day = /\d{4}-\d\d-\d\d \d\d:\d\d/;
    expect(listed.stdout.replace(new RegExp(day, 'g'), 'TIME').split('\n').map(squeezed)).toEqual([
      'camera signs in with since last heard of',
      `${home.garden} certificate TIME TIME, 3 pictures waited, stopped`,
      'access key TIME',
      'front-door nothing never',
      `${home.shed} (not configured) nothing never`,
      '',
    ]);
    expect(listed.stdout).toContain('2026-11-20 14:00, 3 pictures waited');
    expect(JSON.parse((await home.camera('list', '--json')).stdout)).toMatchObject([
      { camera: home.garden, configured: true, signIns: [{ with: 'certificate' }, {}], heartbeat },
      { camera: 'front-door', signIns: [], heartbeat: null },
      { camera: home.shed, configured: false },
    ]);
  });
});

function squeezed(line: string): string {
  return line.trim().replace(/ +/g, ' ');
}
