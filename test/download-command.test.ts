import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawPicture } from './draw-picture.ts';
import { runCli } from './run-cli.ts';
import { workspace } from './workspace.ts';

/** Somebody's data after a day: an alarm, two quiet pictures, and one that cannot be read. */
async function usedFolder() {
  const space = await workspace();
  const { root, pictures, data, addPicture, answers } = space;
  await addPicture('garden/20211120120000-00.jpg', await drawPicture(1));
  await addPicture('garden/20211120120010-00.jpg', await drawPicture(2));
  await addPicture('-rf <b>..💥/20211120120011 ..;rm -rf.jpg', await drawPicture(3));
  await addPicture('gate/20211120120020-00.jpg', 'no picture');
  const labeler = await answers('20211120120010-00.jpg');
  await runCli(['local', '--once', '--watch', pictures, '--data', data, '--labeler', labeler]);
  const to = join(root, 'away');
  const download = (...args: readonly string[]) =>
    runCli(['download', '--data', data, '--to', to, '--day', '2021-11-20', ...args]);
  const found = async () =>
    (await readdir(to, { recursive: true })).filter((name) => name.includes('/')).toSorted();
  return { ...space, to, download, found };
}

describe('intellicam download', () => {
  it('writes the pictures of a day, each once, and knows them the next time', async () => {
    const { download, found, to } = await usedFolder();
    const first = await download();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toBe(`${to}: 4 pictures written\n`);
    const files = await found();
    expect(files.map((name) => name.replace(/-[0-9a-f]{20}/, '-ID'))).toEqual([
      '-rf _b_.._/20211120120011 .._rm -rf-ID.jpg',
      'garden/20211120120000-00-ID.jpg',
      'garden/20211120120010-00-ID.jpg',
      'gate/20211120120020-00-ID.jpg',
    ]);
    expect(await readFile(join(to, files[1] ?? ''))).toEqual(await drawPicture(1));
    expect((await download()).stdout).toBe(`${to}: 0 pictures written; 4 were there already\n`);
  });

  it('writes only those of a camera, or of an outcome', async () => {
    const { download } = await usedFolder();
    const json = async (...args: readonly string[]) =>
      JSON.parse((await download('--json', ...args)).stdout);
    expect(await json('--outcome', 'alarm')).toMatchObject({ written: 1 });
    expect(await json('--camera', 'garden')).toMatchObject({ written: 1, kept: 1 });
    expect(await json('--camera', 'nobody')).toMatchObject({ written: 0, kept: 0 });
  });

  it('writes a picture anew that was cut short, and leaves a file that is another alone', async () => {
    const { download, found, to } = await usedFolder();
    await download('--camera', 'garden');
    const [file = '', other = ''] = (await found()).map((name) => join(to, name));
    await writeFile(`${file}.part`, 'half');
    await writeFile(other, 'my own');
    const again = await download('--camera', 'garden');
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('1 files there are others, and were left alone');
    expect(await readFile(other, 'utf8')).toBe('my own');
  });

  it('says what has been deleted meanwhile, and of which day nothing is listed', async () => {
    const { download, data } = await usedFolder();
    await rm(join(data, 'jpg_quiet'), { recursive: true });
    expect((await download()).stdout).toContain(
      '2 pictures written; 2 have been deleted meanwhile',
    );
    const never = await runCli(['download', '--data', data, '--day', '2001-01-01']);
    expect(never).toMatchObject({ code: 1, stdout: '' });
    expect(never.stderr).toContain('lists no pictures of 2001-01-01');
  });

  it.each([
    [[], /name a day/],
    [['--day', '../..'], /--day needs a day/],
    [['--day', '2021-11-20', '--outcome', 'all'], /--outcome needs alarm, quiet or rejected/],
    [['--day', '2021-11-20', '--data', '/nowhere'], /\/nowhere is no data folder/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const run = await runCli(['download', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
  });
});
