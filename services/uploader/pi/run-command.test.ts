import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCameraHeartbeat } from '../../../contracts/camera-heartbeat.ts';
import { bundleUploader } from './package/bundle-uploader.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 0xff, 0xd9]);
const second = Math.floor(Date.now() / 1000);
const picture = `0000120261120140211-${second}-00-a10x20x30x40.jpg`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('the program', () => {
  let root: string;
  let folder: string;
  let store: Server;
  let daemon: ChildProcess | undefined;
  let stored: Map<string, Buffer>;
  let answer: Answer;
  let heard: () => void;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    for (const { name, bytes } of await bundleUploader('9.8.7')) {
      writeFileSync(join(root, name), bytes);
    }
    store = createServer((request, response) => void receive(request, response));
    store.listen(0, '127.0.0.1');
    await once(store, 'listening');
  });
  beforeEach(() => {
    folder = join(root, 'pictures');
    mkdirSync(folder);
    stored = new Map();
    heard = () => undefined;
    answer = (_, response) => response.writeHead(200, { etag: '"1"' }).end();
  });
  afterEach(() => {
    daemon?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => {
    store.closeAllConnections();
    store.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    stored.set(request.url ?? '', Buffer.concat(parts));
    answer(request, response);
    heard();
  }

  function run(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, commandLine(args), {
      env: environment(),
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  function commandLine(args: readonly string[]): string[] {
    return [join(root, 'uploader.mjs'), ...args];
  }

  function environment(): NodeJS.ProcessEnv {
    const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    return { ...keys, PATH: process.env.PATH, STATE_DIRECTORY: root, RUNTIME_DIRECTORY: root };
  }

  function configure(more = ''): string {
    const address = store.address();
    if (address === null || typeof address === 'string') throw new Error('find the store');
    const file = join(root, 'uploader.yaml');
    writeFileSync(
      file,
      `region: eu-west-1\nbucket: pictures\nendpoint: http://127.0.0.1:${address.port}\ncameras:\n  - {name: garden, folder: ${folder}}\n${more}`,
    );
    return file;
  }

  async function start(more = ''): Promise<ChildProcess> {
    daemon = spawn(process.execPath, commandLine(['run', '--config', configure(more)]), {
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await request('heartbeat.json');
    return daemon;
  }

  // The next one that the store hears of, or one that it has heard of.
  async function request(end: string): Promise<string> {
    for (;;) {
      const found = [...stored.keys()].find((url) => url.endsWith(end));
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  }

  function takePicture(): void {
    writeFileSync(join(folder, '.new'), jpeg);
    renameSync(join(folder, '.new'), join(folder, picture));
  }

  function heartbeat() {
    const bytes = stored.get('/pictures/state/cameras/garden/heartbeat.json');
    return parseCameraHeartbeat(bytes?.toString() ?? '');
  }

  it('sends what arrives, says so, and ends when it is told to', async () => {
    const running = await start();
    expect(heartbeat()).toMatchObject({ version: '9.8.7', sent: 0 });
    takePicture();
    const url = await request('.jpg');
    expect(url).toMatch(/^\/pictures\/upload\/garden\/.*-0000120261120140211-00-[0-9a-f]{8}\.jpg$/);
    expect(stored.get(url)).toEqual(jpeg);
    stored.delete('/pictures/state/cameras/garden/heartbeat.json');
    running.kill('SIGTERM');
    expect(await once(running, 'exit')).toEqual([0, null]);
    expect(existsSync(join(folder, picture))).toBe(false);
    expect(heartbeat()).toMatchObject({ stopping: true, sent: 1, backlogPictures: 0 });
  });

  it('finishes what is under way before it says goodbye', async () => {
    const running = await start();
    const plain = answer;
    let slowly: () => void = () => undefined;
    answer = (incoming, response) => {
      if (!incoming.url?.endsWith('.jpg')) plain(incoming, response);
      else slowly = () => setTimeout(() => plain(incoming, response), 300);
    };
    takePicture();
    await request('.jpg');
    running.kill('SIGTERM');
    slowly();
    expect(await once(running, 'exit')).toEqual([0, null]);
    expect(existsSync(join(folder, picture))).toBe(false);
    expect(heartbeat()).toMatchObject({ stopping: true, sent: 1 });
  });

  it('tells by status that it runs, and afterwards that it does not', async () => {
    const running = await start();
    expect(run('status')).toMatchObject({
      status: 0,
      stdout: 'garden: no picture since the start, nothing waits.\n',
    });
    const told: unknown = JSON.parse(run('status', '--json').stdout);
    expect(told).toMatchObject({
      healthy: true,
      running: true,
      pid: running.pid,
      version: '9.8.7',
    });
    running.kill('SIGKILL');
    await once(running, 'exit');
    expect(run('status')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /^The uploader does not run, its last word is of \d\d:\d\d: noth/,
      ),
    });
    expect(JSON.parse(run('status', '--json').stdout)).toMatchObject({ running: false });
  });

  it('tells by status why pictures wait', async () => {
    answer = (_, response) => response.writeHead(403).end();
    await start();
    takePicture();
    await request('.jpg');
    const file = join(root, 'status.json');
    const before = run('status', '--file', file);
    // The daemon writes it once a second.
    const found = before.status === 1 ? before : await untilUnwell(file);
    expect(found.stdout).toMatch(
      /^The store does not accept this camera's credentials since .*; one picture waits/,
    );
  });

  async function untilUnwell(file: string) {
    for (;;) {
      const found = run('status', '--file', file);
      if (found.status === 1) return found;
    }
  }

  it.each([
    [
      ['run', '--config', '/nowhere.yaml'],
      2,
      /^intellicam-uploader: there is no \/nowhere\.yaml: copy /,
    ],
    [['frobnicate'], 2, /^intellicam-uploader: unknown command frobnicate: there are enroll, /],
    [[], 2, /^intellicam-uploader: name a command: /],
    [['status', '--jason'], 2, /^intellicam-uploader: Unknown option '--jason'\n$/],
    [['motion-config', '--motion', '3', '--config', 'CONFIG'], 2, /--motion needs 4 or 5, not "3"/],
  ] as const)('answers %j with %i and a sentence', (args, code, sentence) => {
    const file = configure();
    const { status, stderr } = run(...args.map((arg) => (arg === 'CONFIG' ? file : arg)));
    expect(status).toBe(code);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('names line and key of what is wrong in its configuration', () => {
    const { status, stderr } = run('run', '--config', configure('leftOut: sell\n'));
    expect(status).toBe(2);
    expect(stderr).toContain('uploader.yaml:6: leftOut must be one of delete, keep');
  });

  it('says what the service may not do', () => {
    const { status, stdout } = run('check', '--config', configure());
    expect(status).toBe(1);
    expect(stdout).toContain(`garden: the service may not write to ${folder}. Allow it: sudo`);
  });

  it('knows its version and its commands', () => {
    expect(run('version')).toEqual({ status: 0, stdout: '9.8.7\n', stderr: '' });
    expect(run('help').stdout).toContain('intellicam-uploader motion-config [--motion 4|5]');
  });
});
