import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { drawPicture } from '../draw-picture.ts';
import { lastJson, runCli, startCli } from '../run-cli.ts';
import { workspace } from '../workspace.ts';

const run = promisify(execFile);
const padding = Buffer.alloc(600_000);

type Place = Awaited<ReturnType<typeof workspace>>;

/** Mounts a small disk, gone after the test; skips the test where nobody may do that. */
async function smallDisk(folder: string, megabytes: number, { skip }: TestContext) {
  await mkdir(folder);
  const size = (now: number) => `size=${now}m`;
  await run('mount', ['-t', 'tmpfs', '-o', size(megabytes), 'tmpfs', folder]).catch(() =>
    skip('mounting a small disk needs root'),
  );
  onTestFinished(async () => {
    await run('umount', ['--lazy', folder]);
  });
  const remount = (options: string) => run('mount', ['-o', `remount,${options}`, folder]);
  return { grow: (now: number) => remount(size(now)), remount };
}

async function addPictures({ addPicture }: Place, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    await addPicture(`cam/${n}.jpg`, Buffer.concat([await drawPicture(n), padding]));
  }
}

async function commandLine({ pictures, data, answers }: Place): Promise<readonly string[]> {
  const labeler = await answers();
  return ['local', '--once', '--json', '--watch', pictures, '--data', data, '--labeler', labeler];
}

/** Starts it, and waits until it says that there is no room. */
async function untilFull(args: readonly string[]) {
  const child = startCli(args);
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr: '' }));
  await new Promise<void>((resolve) => {
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text;
      if (stderr.includes('the disk is full: make room')) resolve();
    });
  });
  return { child, ended };
}

async function expectAllSorted({ files }: Place, count: number): Promise<void> {
  expect(await files('upload')).toEqual([]);
  for (const folder of ['jpg_quiet', 'csv_quiet', 'records', 'gallery/thumbs']) {
    expect([folder, (await files(folder)).length]).toEqual([folder, count]);
  }
}

it('loses nothing on a full disk, says so, and goes on by itself when there is room', async (context) => {
  const place = await workspace();
  const { grow } = await smallDisk(place.data, 16, context);
  await addPictures(place, 0, 40);
  const args = await commandLine(place);

  const killed = await untilFull(args);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const taken = [...(await place.files('upload')), ...(await place.files('jpg_quiet'))];
  expect(new Set(taken).size).toBeGreaterThan(10);
  for (const folder of ['upload', 'jpg_quiet']) {
    for (const file of await place.files(folder)) {
      const bytes = await readFile(join(place.data, folder, file));
      expect(bytes.equals(await readFile(join(place.pictures, file)))).toBe(true);
    }
  }

  const { ended } = await untilFull(args);
  await grow(128);
  const end = await ended;
  expect(end.code).toBe(0);
  expect(lastJson(end)).toMatchObject({ deadLettered: 0 });
  await expectAllSorted(place, 40);
});

it('says that it may not write, and goes on once it may', async (context) => {
  const place = await workspace();
  const { remount } = await smallDisk(place.data, 64, context);
  const args = await commandLine(place);
  await addPictures(place, 0, 3);
  expect(await runCli(args)).toMatchObject({ code: 0 });

  await remount('ro');
  await addPictures(place, 3, 6);
  const refused = await runCli(args);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain(`the data folder ${place.data} cannot be written`);
  expect(refused.stderr).toContain('--data');
  expect(refused.stderr).not.toMatch(/\n +at /);

  await remount('rw');
  expect(await runCli(args)).toMatchObject({ code: 0, stderr: '' });
  await expectAllSorted(place, 6);
});

it('sorts 200 MB of pictures with a heap of 96 MB', async () => {
  const place = await workspace();
  await addPictures(place, 0, 330);
  const args = await commandLine(place);
  const end = await runCli(args, undefined, { NODE_OPTIONS: '--max-old-space-size=96' });
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(lastJson(end)).toMatchObject({ quiet: 330, deadLettered: 0 });
  await expectAllSorted(place, 330);
});
