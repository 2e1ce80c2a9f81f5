import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtFile } from './look-at-file.ts';

const now = new Date('2026-11-20T13:02:20.000Z');

describe('lookAtFile', () => {
  let folder: string;
  let jpeg: Buffer;
  let png: Buffer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    const create = { width: 100, height: 90, channels: 3, background: 'red' } as const;
    jpeg = await sharp({ create }).jpeg().toBuffer();
    png = await sharp({ create }).png().toBuffer();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function look(name: string, bytes: Uint8Array | string, ageMilliseconds = 0) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const mtime = new Date(now.getTime() - ageMilliseconds);
    await utimes(path, mtime, mtime);
    return lookAtFile(path, now, 1_000);
  }

  it('takes a finished JPEG at once', async () => {
    const picture = { kind: 'picture', sizeBytes: jpeg.length, mtimeMs: now.getTime() };
    expect(await look('a.jpg', jpeg)).toEqual(picture);
  });

  it('takes a JPEG without extension', async () => {
    for (const name of ['snapshot', 'snapshot.part', 'a.txt']) {
      expect(await look(name, jpeg)).toMatchObject({ kind: 'picture' });
    }
  });

  it('waits for a JPEG that is still being written, wherever it stands', async () => {
    for (let length = 0; length < jpeg.length; length += 1) {
      const begun = jpeg.subarray(0, length);
      expect(await look('b.jpg', begun), `${length} bytes`).toEqual({ kind: 'unfinished' });
    }
  });

  it('does not take the end of the small picture in the header for the end', async () => {
    const small = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 2 + jpeg.length]), jpeg]);
    small.writeUInt16BE(2 + jpeg.length, 2);
    const begun = Buffer.concat([jpeg.subarray(0, 2), small]);
    expect(begun.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    expect(await look('b.jpg', begun)).toEqual({ kind: 'unfinished' });
    const whole = Buffer.concat([begun, jpeg.subarray(2)]);
    expect(await look('b.jpg', whole)).toMatchObject({ kind: 'picture' });
  });

  it('takes a cut-off JPEG that nobody has written for a second', async () => {
    const cut = jpeg.subarray(0, 200);
    expect(await look('c.jpg', cut, 999)).toEqual({ kind: 'unfinished' });
    expect(await look('c.jpg', cut, 1_000)).toMatchObject({ kind: 'picture' });
  });

  it('takes a file from before the clock was put right', async () => {
    expect(await look('c.jpg', jpeg.subarray(0, 200), -86_400_000)).toMatchObject({
      kind: 'picture',
    });
  });

  it('takes a PNG once it has lain still', async () => {
    expect(await look('d.png', png)).toEqual({ kind: 'unfinished' });
    expect(await look('d.png', png, 1_000)).toMatchObject({ kind: 'picture' });
  });

  it('takes settled garbage that is called a picture, so that its owner is told', async () => {
    for (const name of ['e.jpg', 'e.JPEG', 'e.heic']) {
      expect(await look(name, 'garbage', 5_000)).toMatchObject({ kind: 'picture' });
      expect(await look(name, 'garbage')).toEqual({ kind: 'unfinished' });
    }
  });

  it.each(['notes.txt', 'motion.log', 'movie.mp4', 'jpg', 'a.jpg.part', 'a.jpg~'])(
    'takes no %s',
    async (name) => {
      expect(await look(name, 'text', 5_000)).toEqual({ kind: 'no-picture' });
      expect(await look(name, '', 5_000)).toEqual({ kind: 'no-picture' });
    },
  );

  it('sees that a file is gone', () => {
    expect(lookAtFile(join(folder, 'gone.jpg'), now, 1_000)).toEqual({ kind: 'gone' });
  });

  it('follows no link, and waits for no pipe', async () => {
    await look('f.jpg', jpeg);
    await symlink(join(folder, 'f.jpg'), join(folder, 'link.jpg'));
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    for (const name of ['link.jpg', 'pipe.jpg']) {
      expect(lookAtFile(join(folder, name), now, 1_000)).toEqual({ kind: 'no-picture' });
    }
  });
});
