import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { usedFolder } from './used-folder.ts';

async function usedGallery() {
  const space = await usedFolder();
  const gallery = async () =>
    Promise.all(
      // What it is told of the rules comes from the pipeline, not from records.
      (await space.files('gallery'))
        .filter((file) => !file.startsWith('index/rules/'))
        .map(async (file) => {
          const bytes = await readFile(join(space.data, 'gallery', file));
          return [file, bytes.toString('base64')];
        }),
    );
  return { ...space, gallery };
}

describe('intellicam gallery rebuild', () => {
  it('makes the same gallery again after it was deleted, thumbnails included', async () => {
    const { data, gallery } = await usedGallery();
    const before = await gallery();
    expect(before.map(([file]) => file)).toContain('index/months/2021-11.json');
    await rm(join(data, 'gallery'), { recursive: true });
    const run = await runCli(['gallery', 'rebuild', '--data', data]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe(`${data}: 3 pictures of 2 days listed; 2 thumbnails made again\n`);
    expect(await gallery()).toEqual(before);
  });

  it('begins with the day that it is told', async () => {
    const { data, files } = await usedGallery();
    await rm(join(data, 'gallery'), { recursive: true });
    const since = ['--since', '2021-11-20'];
    const run = await runCli(['gallery', 'rebuild', '--data', data, '--json', ...since]);
    expect(JSON.parse(run.stdout)).toMatchObject({ days: 1, pictures: 2, thumbnailsMade: 1 });
    expect((await files('gallery/index')).filter((file) => file.endsWith('shards.json'))).toEqual([
      '2021-11-20/shards.json',
    ]);
  });

  it.each([
    [['gallery'], /say what to do with the gallery: rebuild/],
    [['gallery', 'rebuild', '--since', 'soon'], /--since needs days/],
    [['gallery', 'rebuild', '--data', '/nowhere'], /\/nowhere is no data folder/],
    [['gallery', 'rebuild', 'all'], /Unexpected argument 'all'/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const run = await runCli(args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(sentence);
  });
});
