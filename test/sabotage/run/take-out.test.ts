import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copySources } from '../../source-copy.ts';
import { guards } from '../guards.ts';

const allMilliseconds = 300_000;

let folder: string;
let copy: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'intellicam-sabotage-'));
  copy = join(folder, 'copy');
  await copySources(copy);
});
afterAll(() => rm(folder, { recursive: true }));

it(
  'all tests that are to notice something pass before',
  async () => {
    const { code, output } = await test(
      guards.flatMap(({ tests }) => tests),
      allMilliseconds,
    );
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  },
  2 * allMilliseconds,
);

describe.each(guards)('without the guard by which $keeps', ({ file, text, instead, tests }) => {
  it('a test fails', async () => {
    const source = await readFile(join(copy, file), 'utf8');
    await writeFile(
      join(copy, file),
      source.replace(text, () => instead),
    );
    try {
      const { code, output } = await test(tests);
      expect(output).toMatch(/Tests .*failed/);
      expect(code).not.toBe(0);
    } finally {
      await writeFile(join(copy, file), source);
    }
  });
});

// A test may have no end without its guard.
function test(
  files: readonly string[],
  timeout = 170_000,
): Promise<{ code: number; output: string }> {
  // What lies beside the code runs from its sources.
  const TESTS_BUILD = files.some((file) => file.startsWith('test/')) ? 'yes' : 'no';
  const env = { ...process.env, TESTS_BUILD };
  const options = { cwd: copy, env, maxBuffer: 1 << 26, timeout, killSignal: 'SIGKILL' } as const;
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--no-color', '--bail=1', ...new Set(files)];
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, out, errors) => {
      resolve({ code: error === null ? 0 : 1, output: `${out}${errors}` });
    });
  });
}
