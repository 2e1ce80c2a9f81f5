import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type ShellRun = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs commands as somebody would who types them in a folder; the first that fails is the last. */
export async function runShell(commands: string, cwd: string): Promise<ShellRun> {
  const shell = spawn('sh', ['-e', '-c', commands], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: outsideVitest(),
  });
  const [stdout, stderr] = await Promise.all([
    text(shell.stdout),
    text(shell.stderr),
    once(shell, 'close'),
  ]);
  return { code: shell.exitCode, stdout, stderr };
}

// A command may be Vitest, which must not take itself for a part of this run.
function outsideVitest(): NodeJS.ProcessEnv {
  const inside = /^(?:VITEST.*|TEST|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inside.test(name)));
}
