import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { galleryCommand } from './gallery-command.ts';

let folder: string;
let config: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gallery-command-'));
  config = join(folder, 'intellicam.yaml');
  const recipients = 'recipients: { emails: [you@example.org] }';
  await writeFile(config, `region: eu-west-1\ntimeZone: UTC\ncameras: [garden]\n${recipients}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

it.each([
  [[], 'say what to do with the gallery: rebuild, key, link or revoke'],
  [['open'], 'say what to do with the gallery: rebuild, key, link or revoke'],
  [['link', '--day', 'today'], '--day needs a day such as 2026-11-20, not "today"'],
  [['link'], 'Run npx cdktf deploy'],
])('%j is no command: %s', async (args, problem) => {
  const told = args.length > 0 ? [...args, '--config', config] : args;
  await expect(galleryCommand(told)).rejects.toThrow(problem);
});

it('does not make a second key by mistake', async () => {
  await writeFile(join(folder, 'intellicam-home-gallery.pem'), 'a key');
  const again = galleryCommand(['key', '--config', config]);
  await expect(again).rejects.toThrow('gallery revoke makes a new one');
});
