import { chmod, lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderDisposal } from './folder-disposal.ts';
import { type UploaderBench, uploaderBench } from './uploader-bench.ts';

describe('folderDisposal', () => {
  let bench: UploaderBench;
  beforeEach(async () => {
    bench = await uploaderBench();
  });
  afterEach(() => bench.close());

  async function file(name: string, bytes?: Uint8Array) {
    const path = await bench.write(name, 0, bytes);
    const { size, mtimeMs } = await lstat(path);
    return { path, sizeBytes: size, mtimeMs };
  }
  const deleting = () =>
    folderDisposal({ folder: bench.folder, sent: 'delete', leftOut: 'delete' });
  const moving = () => folderDisposal({ folder: bench.folder, sent: 'move', leftOut: 'move' });

  it('deletes what was sent, left out or dropped', async () => {
    for (const ending of ['sent', 'leftOut', 'dropped'] as const) {
      expect(await deleting()[ending](await file('day/a.jpg'))).toBe('done');
      expect(await bench.files()).toEqual([]);
    }
  });

  it('moves what is to be kept, each to its own folder', async () => {
    await moving().sent(await file('day/a.jpg'));
    await moving().leftOut(await file('day/b.jpg'));
    await moving().dropped(await file('day/c.jpg'));
    expect(await bench.files()).toEqual(['.left-out/day/b.jpg', '.sent/day/a.jpg']);
  });

  it('keeps what was refused, with the reason', async () => {
    await deleting().refused(await file('day/a.jpg'), 'too large');
    expect(await bench.files()).toEqual(['.refused/day/a.jpg', '.refused/day/a.jpg.reason.txt']);
    const reason = join(bench.folder, '.refused/day/a.jpg.reason.txt');
    expect(await readFile(reason, 'utf8')).toBe('too large\n');
  });

  it('writes over nothing that was kept', async () => {
    for (const length of [1, 2, 3]) await moving().sent(await file('a.jpg', Buffer.alloc(length)));
    const [stamped, again, plain] = await bench.files();
    expect(plain).toBe('.sent/a.jpg');
    expect(stamped).toMatch(/^\.sent\/a-\d+-2\.jpg$/);
    expect(again).toMatch(/^\.sent\/a-\d+\.jpg$/);
  });

  it('leaves a file alone that has changed since', async () => {
    const before = await file('a.jpg');
    await file('a.jpg', Buffer.from('another'));
    for (const disposal of [deleting(), moving()]) {
      expect(await disposal.sent(before)).toBe('changed');
      expect(await disposal.refused(before, 'reason')).toBe('changed');
    }
    expect(await bench.files()).toEqual(['a.jpg']);
  });

  it('is content with a file that is gone', async () => {
    const before = await file('a.jpg');
    await deleting().sent(before);
    expect(await deleting().sent(before)).toBe('done');
    expect(await moving().sent(before)).toBe('done');
  });

  it.skipIf(process.getuid?.() === 0)('fails where it may not delete', async () => {
    const before = await file('day/a.jpg');
    await mkdir(dirname(before.path), { recursive: true });
    await chmod(dirname(before.path), 0o500);
    await expect(deleting().sent(before)).rejects.toThrow('EACCES');
    await chmod(dirname(before.path), 0o700);
    expect(await readdir(dirname(before.path))).toEqual(['a.jpg']);
  });
});
