import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCandidate } from './picture-candidate.ts';

const now = new Date('2026-11-20T13:02:20.000Z');

describe('readCandidate', () => {
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

  async function read(name: string, bytes: Uint8Array | string, ageMilliseconds = 0) {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const mtime = new Date(now.getTime() - ageMilliseconds);
    await utimes(path, mtime, mtime);
    return readCandidate(path, now);
  }

  it('takes a finished JPEG at once, with its bytes and time', async () => {
    expect(await read('a.jpg', jpeg)).toEqual({ kind: 'picture', bytes: jpeg, mtime: now });
  });

  it('takes a JPEG without extension', async () => {
    expect(await read('snapshot', jpeg)).toMatchObject({ kind: 'picture' });
    expect(await read('snapshot.part', jpeg)).toMatchObject({ kind: 'picture' });
    expect(await read('a.txt', jpeg)).toMatchObject({ kind: 'picture' });
  });

  it('waits for a JPEG that is still being written, wherever it stands', async () => {
    for (let part = 1; part < 10; part += 1) {
      const begun = jpeg.subarray(0, (jpeg.length * part) / 10);
      expect(await read('b.jpg', begun), `${part} tenths`).toEqual({ kind: 'unfinished' });
    }
    expect(await read('b.jpg', jpeg.subarray(0, -1))).toEqual({ kind: 'unfinished' });
    expect(await read('b.jpg', '')).toEqual({ kind: 'unfinished' });
  });

  it('takes a cut-off JPEG that nobody has written for a second', async () => {
    const cut = jpeg.subarray(0, 200);
    expect(await read('c.jpg', cut, 999)).toEqual({ kind: 'unfinished' });
    expect(await read('c.jpg', cut, 1_000)).toMatchObject({ kind: 'picture', bytes: cut });
  });

  it('takes a PNG once it has lain still', async () => {
    expect(await read('d.png', png)).toEqual({ kind: 'unfinished' });
    expect(await read('d.png', png, 1_000)).toMatchObject({ kind: 'picture', bytes: png });
  });

  it('takes settled garbage that is called a picture, so that its owner is told', async () => {
    expect(await read('e.jpg', 'garbage', 5_000)).toMatchObject({ kind: 'picture' });
    expect(await read('e.JPEG', '', 5_000)).toMatchObject({ kind: 'picture' });
    expect(await read('e.heic', 'garbage', 5_000)).toMatchObject({ kind: 'picture' });
    expect(await read('e.jpg', 'garbage')).toEqual({ kind: 'unfinished' });
  });

  it.each(['notes.txt', 'motion.log', 'movie.mp4', 'jpg', 'a.jpg.part', 'a.jpg~'])(
    'takes no %s',
    async (name) => {
      expect(await read(name, 'text', 5_000)).toEqual({ kind: 'no-picture' });
      expect(await read(name, '', 5_000)).toEqual({ kind: 'no-picture' });
    },
  );

  it('fails for a file that is gone', async () => {
    await expect(readCandidate(join(folder, 'gone.jpg'), now)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
