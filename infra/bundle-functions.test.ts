import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverConsumers } from '../runtime/discover-consumers.ts';
import { projectFile } from '../runtime/project-file.ts';
import { type BundledFunction, bundleFunctions } from './bundle-functions.ts';
import { measureStart, startEnvironment } from './measure-start.ts';
import { unpackFunction } from './unpack-function.ts';

const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';

// What tells that a client is in a bundle.
const clients = {
  blobs: 'com.amazonaws.s3',
  events: 'com.amazonaws.eventbridge',
  labeler: 'com.amazonaws.rekognition',
  alerts: 'com.amazonaws.sns',
  mails: 'com.amazonaws.sesv2',
};

describe('the functions', () => {
  let folder: string;
  let bundles: readonly BundledFunction[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'intellicam-bundle-'));
    bundles = await bundle('first');
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  function bundle(name: string): Promise<readonly BundledFunction[]> {
    const servicesFolder = projectFile('dist', 'services');
    return bundleFunctions({ servicesFolder, outFolder: join(folder, name), architecture });
  }

  async function filesOf(name: string): Promise<Readonly<Record<string, Uint8Array>>> {
    const zipFile = bundles.find((found) => found.name === name)?.zipFile ?? '';
    return unzipSync(await readFile(zipFile));
  }

  it('start, unpacked, with what a function is told', async () => {
    for (const { name, zipFile } of bundles) {
      const moduleFile = await unpackFunction(zipFile, join(folder, 'unpacked', name));
      expect(await measureStart(moduleFile), name).toBeGreaterThan(0);
    }
  });

  it('are one for each consumer, and one for judgements', async () => {
    const consumers = await discoverConsumers(projectFile('services'));
    expect(bundles.map(({ name }) => name)).toEqual([
      ...consumers.map(({ name }) => name),
      'feedback',
    ]);
    for (const { moduleBytes } of bundles) expect(moduleBytes).toBeLessThan(1024 * 1024);
  });

  it('are the same bytes when they are made again', async () => {
    const again = await bundle('second');
    expect(again.map(({ sha256 }) => sha256)).toEqual(bundles.map(({ sha256 }) => sha256));
  });

  it.each([
    ['classifier', ['blobs', 'events', 'labeler']],
    ['mover', ['blobs']],
    // Their alerts go over the bus, too.
    ['notifier', ['blobs', 'events', 'alerts', 'mails']],
    ['reporter', ['blobs', 'events', 'alerts', 'mails']],
    ['sweeper', ['blobs', 'events']],
    ['thumbnailer', ['blobs']],
    ['watchman', ['blobs', 'events']],
  ])('hold the clients that the %s needs and no other', async (name, needs) => {
    const module = strFromU8((await filesOf(name))['index.mjs'] ?? new Uint8Array());
    const held = Object.entries(clients).flatMap(([port, sign]) =>
      module.includes(sign) ? [port] : [],
    );
    expect(held).toEqual(needs);
  });

  it('carry what sharp has for their machine where they need it, and only there', async () => {
    expect(Object.keys(await filesOf('mover'))).toEqual(['index.mjs']);
    const files = Object.keys(await filesOf('thumbnailer'));
    expect(files.filter((file) => /\.(node|so)/.test(file))).toHaveLength(2);
  });

  it.each(['classifier', 'mover', 'notifier', 'reporter', 'sweeper', 'thumbnailer'])(
    'let the %s start',
    async (name) => {
      const unpacked = join(folder, name);
      for (const [path, bytes] of Object.entries(await filesOf(name))) {
        await mkdir(dirname(join(unpacked, path)), { recursive: true });
        await writeFile(join(unpacked, path), bytes);
      }
      const program =
        "const { handler } = await import('./index.mjs');" +
        'process.stdout.write(JSON.stringify(await handler({ Records: [] })));';
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--no-warnings', '--input-type=module', '--eval', program],
        { cwd: unpacked, env: { ...process.env, ...startEnvironment } },
      );
      expect(JSON.parse(stdout)).toEqual({ batchItemFailures: [] });
    },
  );
});
