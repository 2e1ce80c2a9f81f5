import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

export type TimedRun = {
  /** User and system, of the program and all that it started. */
  readonly processorSeconds: number;
  /** The most resident memory, in MB. */
  readonly peakMemory: number;
  readonly code: number | null;
  readonly errors: string;
};

const sampleMilliseconds = 50;

/** Runs a program to its end, and tells what it took. `end` asks it to end. */
export function timeProgram(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly ended: Promise<TimedRun>; end(): Promise<void> } {
  // Bash knows the time of its children; Node does not.
  const script = 'TIMEFORMAT="%U %S"; { time "$@" 2>&3; } 3>&1 >/dev/null';
  const bash = spawn('bash', ['-c', script, 'time', ...command], {
    ...{ env: { ...env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  let [errors, times] = ['', ''];
  bash.stdout?.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-1_000);
  });
  bash.stderr?.setEncoding('utf8').on('data', (text) => {
    times = (times + text).slice(-1_000);
  });
  let peakMemory = 0;
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${await child()}/status`, 'utf8').catch(() => '');
    peakMemory = Math.max(peakMemory, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  }, sampleMilliseconds);
  return { ended: ended(), end };

  async function child(): Promise<string> {
    const children = `/proc/${bash.pid}/task/${bash.pid}/children`;
    return (await readFile(children, 'utf8').catch(() => '')).trim();
  }

  async function end(): Promise<void> {
    const pid = Number(await child());
    if (pid > 0) process.kill(pid, 'SIGTERM');
  }

  async function ended(): Promise<TimedRun> {
    await once(bash, 'close');
    clearInterval(timer);
    const [user = Number.NaN, system = Number.NaN] = times
      .trim()
      .split(/\s+/)
      .slice(-2)
      .map(Number);
    return {
      ...{ processorSeconds: user + system, peakMemory: Math.round(peakMemory) },
      ...{ code: bash.exitCode, errors },
    };
  }
}
