import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { workspace } from '../../../../test/workspace.ts';
import { parseHookNote } from '../../hook-note.ts';

const command = join(import.meta.dirname, 'intellicam-uploader');

describe('the hook', () => {
  let root: string;
  let notes: string;
  beforeEach(async () => {
    ({ root } = await workspace());
    notes = join(root, 'hooks');
    mkdirSync(notes);
  });

  // Without Node: whoever starts it would find none.
  function environment(): NodeJS.ProcessEnv {
    return { PATH: '/usr/bin:/bin', INTELLICAM_HOOKS: notes, INTELLICAM_NODE: '/nowhere/node' };
  }

  function hook(...args: readonly string[]) {
    const options = { env: environment(), cwd: root, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(command, ['hook', ...args], options);
    return { status, output: stdout + stderr };
  }

  const texts = () =>
    readdirSync(notes)
      .toSorted()
      .map((name) => readFileSync(join(notes, name), 'utf8'));

  it('leaves what Motion knows, for the daemon, which need not run', () => {
    const words = ['camera=garden', 'event=0000720261120083327', 'type=1', 'area=320x240x64x128'];
    expect(hook('/srv/garden/a.jpg', ...words, 'changed=99')).toEqual({ status: 0, output: '' });
    expect(texts().map(parseHookNote)).toEqual([
      {
        path: '/srv/garden/a.jpg',
        kind: 'motion',
        camera: 'garden',
        event: '0000720261120083327',
        motionArea: { centerX: 320, centerY: 240, width: 64, height: 128 },
      },
    ]);
  });

  it.each([
    ['two  blanks'],
    ['"double" and \'single\' quotes'],
    ['$(touch ran) `touch ran` ; touch ran'],
    ['-n %s %d \\n \\0'],
    ['line\nbreak'],
    ['日本 🎥'],
    ['*'],
  ])('hands over a name as it is: %j', (name) => {
    expect(hook(`/srv/${name}.jpg`, `event=${name}`).status).toBe(0);
    expect(texts()).toEqual([`/srv/${name}.jpg\0event=${name}\0`]);
    expect(readdirSync(root)).not.toContain('ran');
  });

  it('makes a path that does not begin at the root begin there', () => {
    hook('a.jpg');
    expect(texts()).toEqual([`${root}/a.jpg\0`]);
  });

  it('leaves notes that the daemon may read, whatever Motion’s own mask', () => {
    spawnSync('sh', ['-c', `umask 077; "${command}" hook /a.jpg`], { env: environment() });
    const [name = ''] = readdirSync(notes);
    expect(statSync(join(notes, name)).mode & 0o777).toBe(0o644);
  });

  it('leaves one note for each of many calls at once', async () => {
    const calls = Array.from({ length: 50 }, (_, index) =>
      spawn(command, ['hook', `/srv/${index}.jpg`], { env: environment() }),
    );
    await Promise.all(calls.map((call) => once(call, 'exit')));
    expect(new Set(texts()).size).toBe(50);
    expect(readdirSync(notes).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  // The environment of a machine on which it is this second.
  function environmentAt(second: number): NodeJS.ProcessEnv {
    const bin = join(root, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'date'), `#!/bin/sh\necho ${second}\n`, { mode: 0o755 });
    return { ...environment(), PATH: `${bin}:/usr/bin:/bin` };
  }

  it('leaves notes that sort by time, whatever the numbers of its processes', () => {
    const seconds = [1_795_163_607, 1_795_163_608, 1_795_163_609];
    for (const second of seconds) {
      spawnSync(command, ['hook', `/${second}.jpg`], { env: environmentAt(second) });
    }
    expect(texts()).toEqual(seconds.map((second) => `/${second}.jpg\0`));
    expect(readdirSync(notes).toSorted()).toEqual(
      seconds.map((second) => expect.stringMatching(new RegExp(`^${second}-\\d{7}-0$`))),
    );
  });

  it('writes over no older note, though a process may have its number again', () => {
    // The shell becomes the hook, and so keeps the number that it wrote.
    const older = `echo older > "${notes}/7-$(printf %07d $$)-0"; exec "${command}" hook /b.jpg`;
    spawnSync('sh', ['-c', older], { env: environmentAt(7) });
    expect(texts()).toEqual(['older\n', '/b.jpg\0']);
  });

  it('never tells Motion of a failure', () => {
    expect(hook()).toEqual({ status: 0, output: '' });
    notes = join(root, 'missing');
    expect(hook('/a.jpg')).toEqual({ status: 0, output: '' });
    notes = '/proc/self';
    expect(hook('/a.jpg')).toEqual({ status: 0, output: '' });
  });

  it('leaves no half note on a full disk', () => {
    notes = join(root, 'full');
    mkdirSync(notes);
    chmodSync(notes, 0o700);
    // A limit on the size of files stands for the disk.
    const limited = `trap '' XFSZ; ulimit -f 1; "${command}" hook /a.jpg "$(head -c 5000 /dev/zero | tr '\\0' x)"`;
    expect(spawnSync('sh', ['-c', limited], { env: environment() }).status).toBe(0);
    expect(readdirSync(notes)).toEqual([]);
  });
});

it('starts the program for everything else', () => {
  const env = { PATH: '/usr/bin:/bin', INTELLICAM_NODE: '/bin/echo' };
  const { stdout } = spawnSync(command, ['status', '--json'], { env, encoding: 'utf8' });
  expect(stdout).toBe('/usr/lib/intellicam-uploader/uploader.mjs status --json\n');
});
