import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runShell } from './run-shell.ts';
import { copySources } from './source-copy.ts';

// The shortest and the longest name, so that neither makes a line that would be formatted otherwise.
const made = [
  ['doorbell', ''],
  ['d', ''],
  ['d'.repeat(36), ''],
  ['sorry', '--event ImageRejected'],
  ['s'.repeat(36), '--event ImageRejected'],
] as const;

describe('npm run new-consumer, and a copied example', () => {
  let root: string;
  let copy: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'intellicam-test-'));
    copy = join(root, 'copy');
    await copySources(copy);
    for (const [name, options] of made) {
      expect(await run(`npm run -s new-consumer -- ${name} ${options}`)).toMatchObject({ code: 0 });
    }
    expect(await run('cp -r examples/webhook services/webhook')).toMatchObject({ code: 0 });
  }, 180_000);
  afterAll(() => rm(root, { recursive: true }));

  function run(command: string) {
    return runShell(command, copy);
  }

  it('make what passes format, lint, types and the search for unused code', async () => {
    const { code, stdout } = await run('npm run -s check:static');
    expect(code, stdout).toBe(0);
  }, 180_000);

  it('make tests that pass, and consumers that pass the tests of all consumers', async () => {
    const folders = made.map(([name]) => `services/${name}/`).join(' ');
    const { code, stdout } = await run(
      `npx vitest run test/topology.test.ts services/webhook/ ${folders}`,
    );
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(new RegExp(`Test Files .*${made.length + 4} passed`));
  }, 180_000);

  it('make something that is gone with its folder', async () => {
    const built = join(copy, 'dist/services/d');
    await run('npm run -s build:program');
    expect(existsSync(built)).toBe(true);
    await rm(join(copy, 'services/d'), { recursive: true });
    await run('npm run -s build:program');
    expect(existsSync(built)).toBe(false);
  });

  it.each([
    ['doorbell', 'new-consumer: no consumer can be called "doorbell": services/doorbell exists'],
    ['uploader', 'new-consumer: no consumer can be called "uploader": services/uploader exists'],
    ['../evil', 'new-consumer: no consumer can be called "../evil": a name has lower-case letters'],
    ['', 'new-consumer: name one consumer: npm run new-consumer -- NAME'],
    ['a b', 'new-consumer: name one consumer: npm run new-consumer -- NAME'],
    ['new --event DigestDue', 'new-consumer: unknown event DigestDue: there are ImageClassified'],
    ['new --evnt', "new-consumer: Unknown option '--evnt': npm run new-consumer -- NAME"],
  ])('refuse %j in one sentence, and write nothing', async (args, sentence) => {
    const before = await readdir(join(copy, 'services'));
    const { code, stdout, stderr } = await run(`npm run -s new-consumer -- ${args}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([expect.stringContaining(sentence), '']);
    expect(await readdir(join(copy, 'services'))).toEqual(before);
  });
});
