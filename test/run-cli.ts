import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectFile } from '../runtime/project-file.ts';

export type CliRun = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

type Environment = Readonly<Record<string, string>>;

/** Starts the built command line, in a process of its own. */
export function startCli(
  args: readonly string[],
  root = projectFile(),
  environment: Environment = {},
): ChildProcess {
  return spawn(process.execPath, [`${root}/cli/intellicam.cjs`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TZ: 'Europe/Berlin', ...environment },
  });
}

/** Runs a command to its end. */
export async function runCli(
  args: readonly string[],
  root?: string,
  environment?: Environment,
): Promise<CliRun> {
  const child = startCli(args, root, environment);
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** The JSON object in the last line of a run with `--json`. */
export function lastJson({ stdout }: CliRun): Record<string, number> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}
