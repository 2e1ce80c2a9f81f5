import { spawn } from 'node:child_process';
import { once } from 'node:events';

type Options = {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Exit codes that are answers and no failures. */
  readonly expected?: readonly number[];
};

const longestSeconds = 240;

/** A program did not end in time, and was ended with all that it had started. */
export class CommandTimeout extends Error {
  override readonly name = 'CommandTimeout';
}

/** Runs a program to its end; when it fails, the error holds the end of what it wrote. */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  { cwd, environment, expected = [0] }: Options,
): Promise<{ readonly stdout: string }> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    // The group: npx, cdktf, Terraform and its provider.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, longestSeconds * 1000);
  let [stdout, written] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    written += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    written += text;
  });
  await once(child, 'close')
    .catch((cause: Error) => {
      throw new Error(`run ${program}: it is not installed, or cannot be started`, { cause });
    })
    .finally(() => clearTimeout(deadline));
  const end = written.slice(-6000);
  if (late) {
    const command = [program, ...args].join(' ');
    throw new CommandTimeout(`run ${command}: not done after ${longestSeconds} s\n${end}`);
  }
  if (child.exitCode === null || !expected.includes(child.exitCode)) {
    const how = child.exitCode ?? child.signalCode;
    throw new Error(`run ${program} ${args.join(' ')}: it ended with ${how}\n${end}`);
  }
  return { stdout };
}
