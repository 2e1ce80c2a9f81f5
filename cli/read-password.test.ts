import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPassword } from './read-password.ts';

const nothing = { file: undefined, variable: undefined, host: '127.0.0.1' };
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'password-'));
  file = join(folder, 'password');
  await writeFile(file, 'long enough\nnot this\n');
});
afterAll(() => rm(folder, { recursive: true }));

it.each(['127.0.0.1', 'localhost', '::1'])('needs none on this machine: %s', async (host) => {
  expect(await readPassword({ ...nothing, host })).toBeUndefined();
});

it.each(['0.0.0.0', '192.168.1.2', '::', 'pi.local', '127.evil.example'])(
  'needs one where others can come, and says how to give it: %s',
  async (host) => {
    await expect(readPassword({ ...nothing, host })).rejects.toThrow(/--password-file FILE/);
    const password = await readPassword({ ...nothing, host, variable: 'long enough' });
    expect(password).toBe('long enough');
  },
);

it('takes the first line of a file, before the variable', async () => {
  expect(await readPassword({ ...nothing, file, variable: 'of the environment' })).toBe(
    'long enough',
  );
});

it('refuses what is no password', async () => {
  await expect(readPassword({ ...nothing, variable: 'short' })).rejects.toThrow('at least 8');
  const missing = readPassword({ ...nothing, file: join(folder, 'none') });
  await expect(missing).rejects.toThrow('cannot be read');
  await writeFile(file, '\nlong enough');
  await expect(readPassword({ ...nothing, file })).rejects.toThrow('empty line');
});
