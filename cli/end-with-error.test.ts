import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectFile } from '../runtime/project-file.ts';

const opening = `
  import { endWithError } from './cli/end-with-error.ts';
  import { openLocalDatabase } from './runtime/local/local-database.ts';
  import { inTransaction } from './runtime/local/transactions.ts';
  import { UsageError } from './runtime/usage-error.ts';
  const database = openLocalDatabase(process.argv[2]);`;

describe('a program that ends with an error', () => {
  it('ends in the midst of a transaction, too', async () => {
    const run = await runProgram(`
      void inTransaction(database, () => {
        database.put('picture', 'taken');
        void endWithError(new UsageError('the port is taken'));
      });`);
    expect(run).toEqual({ code: 2, stderr: 'intellicam: the port is taken\n' });
  });

  it('tells the first error only, and begins nothing more', async () => {
    const run = await runProgram(`
      process.on('uncaughtException', endWithError);
      const again = () => inTransaction(database, () => undefined).then(again);
      void again();
      setImmediate(() => { throw 'first'; });
      setImmediate(() => { throw 'second'; });`);
    expect(run).toEqual({ code: 1, stderr: 'intellicam: first\n' });
  });
});

async function runProgram(text: string) {
  const folder = await mkdtemp(projectFile('dist', 'end-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, 'program.mjs');
  await build({
    stdin: { contents: opening + text, resolveDir: projectFile(), loader: 'ts' },
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', outfile: program },
  });
  const args = [program, join(folder, 'database')];
  return new Promise((resolve) => {
    const ended = execFile(process.execPath, args, { timeout: 10_000 }, (_, __, stderr) =>
      resolve({ code: ended.exitCode, stderr }),
    );
  });
}
