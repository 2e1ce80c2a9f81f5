import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoverConsumers } from './discover-consumers.ts';

const declaration = "export default { listensTo: ['ImageClassified'], start: async () => {} };";

describe('discoverConsumers', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    await write('package.json', '{"type":"module"}');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }

  it('finds every folder with a consumer, in the order of their names', async () => {
    await write('notifier/consumer.js', declaration);
    await write('archiver/consumer.js', declaration);
    const found = await discoverConsumers(folder);
    expect(found.map(({ name }) => name)).toEqual(['archiver', 'notifier']);
    expect(found[0]?.consumer.listensTo).toEqual(['ImageClassified']);
  });

  it('skips a folder without consumer, and every file', async () => {
    await write('uploader/watch-folder.js', declaration);
    await write('consumer.js', declaration);
    await mkdir(join(folder, 'empty'));
    expect(await discoverConsumers(folder)).toEqual([]);
  });

  it('prefers what is built to its source', async () => {
    await write('notifier/consumer.ts', 'throw new Error("the source was run");');
    await write('notifier/consumer.js', declaration);
    expect(await discoverConsumers(folder)).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a named consumer only', 'export const consumer = {};'],
    ['null', 'export default null;'],
    ['a function', 'export default () => {};'],
    ['data that cannot be started', "export default { listensTo: 'uploads' };"],
    ['something that listens to nothing', 'export default { start: async () => {} };'],
  ])('says which file exports %s', async (_, text) => {
    await write('archiver/consumer.js', declaration);
    await write('broken/consumer.js', text);
    await expect(discoverConsumers(folder)).rejects.toThrow(join('broken', 'consumer.js'));
  });

  it('fails when a consumer cannot be loaded', async () => {
    await write('broken/consumer.js', 'throw new Error("no such table");');
    await expect(discoverConsumers(folder)).rejects.toThrow('no such table');
  });

  it('fails when there is no such folder', async () => {
    await expect(discoverConsumers(join(folder, 'missing'))).rejects.toThrow('ENOENT');
  });
});
