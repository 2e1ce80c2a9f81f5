import { spawn } from 'node:child_process';
import { once } from 'node:events';

type Options = {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Exit codes that are answers and no failures. */
  readonly expected?: readonly number[];
};

const longestSeconds = 300;

/** Runs a program to its end; when it fails, the error holds the end of what it wrote. */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  { cwd, environment, expected = [0] }: Options,
): Promise<{ readonly stdout: string }> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestSeconds * 1000,
  });
  let [stdout, written] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    written += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    written += text;
  });
  await once(child, 'close').catch((cause: Error) => {
    throw new Error(`run ${program}: it is not installed, or cannot be started`, { cause });
  });
  if (child.exitCode === null || !expected.includes(child.exitCode)) {
    const how = child.exitCode ?? `${child.signalCode} after ${longestSeconds} s at most`;
    const end = written.slice(-6000);
    throw new Error(`run ${program} ${args.join(' ')}: it ended with ${how}\n${end}`);
  }
  return { stdout };
}
