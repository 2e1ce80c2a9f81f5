import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { motionName, type UploaderBench, uploaderBench } from './uploader-bench.ts';

describe('the hook’s notes', () => {
  let bench: UploaderBench;
  let hooksFolder: string;
  beforeEach(async () => {
    bench = await uploaderBench();
    hooksFolder = join(bench.folder, '.hooks');
    await mkdir(hooksFolder);
  });
  afterEach(() => bench.close());

  let notes = 0;
  async function note(...words: string[]): Promise<void> {
    notes += 1;
    const hidden = join(hooksFolder, `.${notes}`);
    await writeFile(hidden, words.map((word) => `${word}\0`).join(''));
    await rename(hidden, join(hooksFolder, `${notes}`));
  }
  const start = () => bench.start({ hooksFolder }, { hook: true });
  const metadata = () => [...bench.target.stored.values()].map((picture) => picture.metadata);
  const said = { 'motion-event': '00007-x', 'motion-area': '320x240x100x80' };

  it('say what is stored with a picture that was seen live', async () => {
    const uploader = start();
    await uploader.scanned;
    const path = await bench.write(`it's "hers".jpg`);
    await note(path, 'event=00007-x', 'area=320x240x100x80', 'type=1', 'changed=9');
    await eventually(() => expect(metadata()).toMatchObject([said]));
    await uploader.drained();
    expect(await readdir(hooksFolder)).toEqual([]);
    expect(await bench.files()).toEqual([]);
  });

  it('count when they were left while the daemon was down', async () => {
    const path = await bench.write('a b.jpg', 100);
    await note(path, 'event=00007-x', 'area=320x240x100x80');
    await note(join(bench.folder, 'gone.jpg'), 'event=2');
    const uploader = start();
    await uploader.scanned.then(uploader.drained);
    expect(metadata()).toMatchObject([said]);
    expect(await readdir(hooksFolder)).toEqual([]);
  });

  it('are waited for some seconds, not longer', async () => {
    const uploader = start();
    await uploader.scanned;
    await bench.write(motionName(1_795_163_607));
    await eventually(() => {
      bench.time.pass(0);
      expect(bench.messages).toEqual([]);
    });
    bench.time.pass(4_000);
    expect(bench.target.attempts).toEqual([]);
    await eventually(() => {
      bench.time.pass(500);
      expect(bench.target.stored.size).toBe(1);
    });
    await uploader.drained();
  });

  it('tell a snapshot and a picture for debugging apart', async () => {
    const snapshot = await bench.write('a.jpg', 100);
    const mask = await bench.write('b.jpg', 100);
    await note(snapshot, 'type=2');
    await note(mask, 'type=4');
    await note(await bench.write('c.mkv', 100, Buffer.from('film')), 'type=8');
    const uploader = start();
    await uploader.scanned.then(uploader.drained);
    expect(bench.target.attempts).toEqual(['state/cameras/garden/snapshot.jpg']);
    expect(uploader.health().cameras.garden).toMatchObject({ sent: 1, leftOut: 1 });
    expect(await readdir(hooksFolder)).toEqual([]);
  });

  it('about other folders’ files are left to others, and deleted after a day', async () => {
    await note('/etc/passwd', 'event=1');
    await note(join(bench.folder, '.hooks/x.jpg'));
    await note('no path');
    const uploader = start();
    await uploader.scanned.then(uploader.drained);
    expect(await readdir(hooksFolder)).toHaveLength(2);
    await eventually(async () => {
      bench.time.pass(24 * 3_600_000);
      expect(await readdir(hooksFolder)).toEqual([]);
    });
    expect(bench.messages.join()).toContain('outside the watched folders');
    expect(bench.target.attempts).toEqual([]);
  });

  // Everybody may write into the folder, and the daemon reads more than they may.
  it('are small files of their own; what else lies there neither hangs nor misleads', async () => {
    const path = await bench.write('a.jpg', 100);
    const elsewhere = join(bench.folder, '.elsewhere');
    const other = (name: string) => join(hooksFolder, name);
    await writeFile(elsewhere, `${path}\0event=forged\0`);
    execFileSync('mkfifo', [other('fifo')]);
    await symlink(elsewhere, other('link'));
    await symlink('/dev/zero', other('device'));
    await symlink('/nowhere', other('nowhere'));
    await mkdir(other('empty'));
    await mkdir(other('full/folder'), { recursive: true });
    await writeFile(other('large'), `${path}\0event=${'9'.repeat(65_536)}\0`);
    const uploader = start();
    await uploader.scanned.then(uploader.drained);
    expect(await readdir(hooksFolder)).toEqual(['full']);
    expect(metadata()).toEqual([expect.not.objectContaining({ 'motion-event': 'forged' })]);
    const complaints = () => bench.messages.filter((message) => message.includes('hook'));
    expect(complaints()).toHaveLength(7);

    execFileSync('mkfifo', [other('later')]);
    await symlink(elsewhere, other('later-link'));
    await eventually(async () => {
      bench.time.pass(10_000);
      expect(await readdir(hooksFolder)).toEqual(['full']);
    });
    // Once for each, however often the folder is read.
    expect(complaints()).toHaveLength(9);
    expect(bench.target.attempts).toHaveLength(1);
  });

  it('are read when their folder comes later', async () => {
    await rm(hooksFolder, { recursive: true });
    const uploader = start();
    await uploader.scanned;
    const path = await bench.write('a.jpg');
    await mkdir(hooksFolder);
    await note(path, 'event=00007-x', 'area=320x240x100x80');
    await eventually(() => {
      bench.time.pass(2_000);
      expect(bench.target.stored.size).toBe(1);
    });
    await uploader.drained();
  });
});
