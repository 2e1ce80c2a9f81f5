import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateBucketCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseCameraHeartbeat } from '../../contracts/camera-heartbeat.ts';
import { parseMotionArea } from '../../contracts/motion-area.ts';
import { parseUploadKey } from '../../contracts/object-key.ts';
import { buildPackage } from '../../services/uploader/pi/package/build-package.ts';
import { debianRoot } from '../../services/uploader/pi/package/debian-root.ts';
import { readStatus } from '../../services/uploader/pi/status-file.ts';
import { startMoto } from '../aws/start-moto.ts';
import { footageOptions, realFootage } from './real-footage.ts';
import { runMotion } from './run-motion.ts';

const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
const bucket = 'pictures';

describe('the real Motion, the installed package, and a store', () => {
  let root: string;
  let moto: Awaited<ReturnType<typeof startMoto>>;
  let s3: S3Client;
  let uploader: ChildProcess;
  let motion: ReturnType<typeof runMotion>;

  const at = (path: string) => join(root, path);
  const status = () => readStatus(at('status.json'), new Date()).status;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'intellicam-motion-'));
    debianRoot(root)('--install', await buildPackage(root));
    realFootage(at('clip.mp4'), 40);
    moto = await startMoto();
    s3 = new S3Client({
      ...{ endpoint: moto.endpoint, region: 'eu-west-1', credentials: keys, forcePathStyle: true },
    });
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket,
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
    writeFileSync(at('etc/intellicam/uploader.yaml'), stringify(configuration()));
    program('motion-config', '--to', at('motion')).toString();
    announceWithin(root);
    uploader = startUploader();
    motion = runMotion(at('motion/motion.conf'), environment());
    await motion.written(150);
    await motion.close();
    await untilNothingWaits();
  });

  afterAll(async () => {
    await motion?.close();
    uploader?.kill('SIGKILL');
    await moto?.close();
    await rm(root, { recursive: true, force: true });
  });

  it('has no complaint of Motion', () => {
    expect(motion.complaints).toEqual([]);
  });

  it('sends every picture that Motion wrote, or counts it as left out, and leaves none', async () => {
    for (const camera of ['mall', 'gate']) {
      const written = motion.files.filter((file) => file.startsWith(at(`pictures/${camera}/`)));
      const pictures = written.filter((file) => !basename(file).startsWith('heartbeat-'));
      const counts = status()?.cameras[camera];
      const stored = (await storedKeys()).filter((key) => parseUploadKey(key)?.camera === camera);
      expect(pictures.length, camera).toBeGreaterThan(50);
      expect(new Set(pictures).size).toBe(pictures.length);
      expect(stored.length + (counts?.leftOut ?? 0), camera).toBe(pictures.length);
      expect(counts).toMatchObject({ backlogPictures: 0, dropped: 0, refused: 0 });
      expect(leftFiles(at(`pictures/${camera}`))).toEqual([]);
    }
    expect(status()?.trouble).toBeUndefined();
  });

  it('samples one camera and takes all of the other', async () => {
    expect(status()?.cameras.gate).toMatchObject({ leftOut: 0 });
    const { sent = 0, leftOut = 0 } = status()?.cameras.mall ?? {};
    expect(leftOut).toBeGreaterThan(sent);
  });

  it('says with each picture when, in which event and where something moved', async () => {
    for (const camera of ['mall', 'gate']) {
      const key = (await storedKeys()).find((one) => parseUploadKey(one)?.camera === camera);
      const { Metadata, ContentType, Body } = await get(key ?? '');
      expect(ContentType).toBe('image/jpeg');
      expect(Metadata).toMatchObject({
        camera,
        'captured-at': expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:]+\+0[12]:00$/),
        'motion-event': expect.stringMatching(/^0000[78]20\d{12}$/),
        'motion-area': expect.any(String),
      });
      expect(parseMotionArea(Metadata?.['motion-area'] ?? '')).toBeDefined();
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      expect([bytes.at(0), bytes.at(1), bytes.at(-2), bytes.at(-1)]).toEqual([255, 216, 255, 217]);
    }
  });

  it('keeps snapshots apart, one for each camera, with a sign of life', async () => {
    expect(await storedKeys()).toContain('state/cameras/mall/snapshot.jpg');
    const { Body } = await get('state/cameras/mall/heartbeat.json');
    const heartbeat = parseCameraHeartbeat((await Body?.transformToString()) ?? '');
    expect(heartbeat).toMatchObject({ camera: 'mall', dropped: 0 });
  });

  it('leaves no note of the hook', () => {
    expect(readdirSync(at('var/lib/intellicam/hooks'))).toEqual([]);
  });

  it('answers in a sentence, and ends in order', async () => {
    const told = program('status', '--file', at('status.json')).toString();
    expect(told).toMatch(/^mall: last picture .* ago, nothing waits\.\ngate: last picture/);
    const ended = once(uploader, 'exit');
    uploader.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const { Body } = await get('state/cameras/gate/heartbeat.json');
    const text = (await Body?.transformToString()) ?? '';
    expect(parseCameraHeartbeat(text)).toMatchObject({ camera: 'gate', stopping: true });
  });

  function configuration(): unknown {
    const common = { source: `file://${at('clip.mp4')}`, motion: footageOptions };
    return {
      ...{ region: 'eu-west-1', bucket, endpoint: moto.endpoint, timeZone: 'Europe/Zurich' },
      cameras: [
        {
          ...{ ...common, name: 'mall', id: 7, folder: at('pictures/mall') },
          sampling: { everySeconds: 1, mostPerEvent: 1000 },
          motion: { ...footageOptions, snapshot_interval: 5 },
        },
        {
          ...common,
          name: 'gate',
          id: 8,
          hook: true,
          sampling: 'off',
          folder: at('pictures/gate'),
        },
      ],
    };
  }

  function environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      ...{ AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey },
      INTELLICAM_HOOKS: at('var/lib/intellicam/hooks'),
    };
  }

  function commandLine(...args: readonly string[]): string[] {
    return [at('usr/lib/intellicam-uploader/uploader.mjs'), ...args];
  }

  function program(command: string, ...args: readonly string[]): Buffer {
    const config = command === 'status' ? [] : ['--config', at('etc/intellicam/uploader.yaml')];
    return execFileSync(process.execPath, commandLine(command, ...config, ...args), {
      env: environment(),
    });
  }

  // The package lies in a root of its own, while the configuration names the real one's command. And
  // where the file's name tells nothing, only the hook can have told.
  function announceWithin(folder: string): void {
    const file = at('motion/intellicam-gate.conf');
    const text = readFileSync(file, 'utf8')
      .replace('/usr/bin/', `${folder}/usr/bin/`)
      .replace(/^picture_filename .*$/m, 'picture_filename %Y%m%d%H%M%S-%q');
    writeFileSync(file, text);
  }

  function startUploader(): ChildProcess {
    return spawn(
      process.execPath,
      commandLine(
        ...['run', '--config', at('etc/intellicam/uploader.yaml')],
        ...['--state', at('var/lib/intellicam'), '--status', at('status.json')],
      ),
      { env: environment(), stdio: ['ignore', 'inherit', 'inherit'] },
    );
  }

  // The daemon tells by a file; nothing announces that it has nothing more to do.
  async function untilNothingWaits(): Promise<void> {
    const folders = [at('pictures/mall'), at('pictures/gate')];
    const deadline = Date.now() + 60_000;
    while (folders.some((folder) => leftFiles(folder).length > 0)) {
      if (Date.now() > deadline) return;
      await pause(200);
    }
    const waiting = () =>
      Object.values(status()?.cameras ?? {}).some(({ backlogPictures }) => backlogPictures > 0);
    while (waiting() && Date.now() < deadline) await pause(200);
    // The status is a second old at most.
    await pause(1_500);
  }

  function leftFiles(folder: string): readonly string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  }

  async function storedKeys(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: s3 },
      { Bucket: bucket },
    )) {
      found.push(...Contents.map(({ Key = '' }) => Key));
    }
    return found;
  }

  function get(key: string) {
    return s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  }
});
