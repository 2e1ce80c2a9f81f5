import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Picture } from './picture.ts';
import { pictureKey } from './picture-key.ts';
import { scriptedTarget } from './scripted-target.ts';
import { sendPicture } from './send-picture.ts';
import { jpegOf } from './uploader-bench.ts';

describe('sendPicture', () => {
  let path: string;
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    path = join(folder, 'a.jpg');
    await writeFile(path, jpegOf('a'));
    // Long ago, so that every change shows.
    await utimes(path, 0, 0);
  });

  function looked(): Picture {
    const { size, mtimeMs } = lstatSync(path);
    const taken = { camera: 'garden', kind: 'motion', capturedAt: new Date(0) } as const;
    return { ...taken, path, sizeBytes: size, mtimeMs };
  }

  async function send(picture: Picture) {
    const target = scriptedTarget();
    const sent = await sendPicture(picture, {
      ...{ target, keyOf: pictureKey, metadataOf: () => ({}) },
    });
    return { sent, stored: [...target.stored.values()] };
  }

  it('hands over bytes, and the hash of which the key is made', async () => {
    const { sent, stored } = await send(looked());
    const sha256 = createHash('sha256').update(jpegOf('a')).digest();
    expect(sent).toEqual({ outcome: 'sent', key: pictureKey(looked(), jpegOf('a')) });
    expect(stored).toMatchObject([{ bytes: jpegOf('a'), sha256, contentType: 'image/jpeg' }]);
  });

  it.each([
    ['a longer picture', () => writeFile(path, jpegOf('longer')), 'changed'],
    ['a shorter picture', () => writeFile(path, jpegOf('')), 'changed'],
    ['another picture of that size', () => writeFile(path, jpegOf('b')), 'changed'],
    ['nothing', () => rm(path), 'gone'],
    ['a pipe', () => replace(() => execFileSync('mkfifo', [path])), 'failed'],
    ['a device', () => replace(() => symlink('/dev/zero', path)), 'failed'],
    ['a link to the same picture', () => replace((moved) => symlink(moved, path)), 'failed'],
  ])('sends nothing when there is %s in its place', async (_, change, outcome) => {
    const picture = looked();
    await change();
    const { sent, stored } = await send(picture);
    expect(sent).toMatchObject({ outcome });
    expect(stored).toEqual([]);
  });

  async function replace(put: (moved: string) => unknown): Promise<void> {
    const moved = `${path}.moved`;
    await rename(path, moved);
    await put(moved);
  }
});
