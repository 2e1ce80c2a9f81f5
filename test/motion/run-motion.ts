import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Motion = {
  /** The files that Motion says it has begun to write, in that order. */
  readonly files: readonly string[];
  /** Everything else that is worse than a notice. */
  readonly complaints: readonly string[];
  /** Resolves when so many files were begun. */
  written(count: number): Promise<void>;
  /** Ends Motion, which closes what it writes. */
  close(): Promise<void>;
};

/** Runs the real Motion as the installed unit would, with the group allowed to write. */
export function runMotion(configuration: string, env: NodeJS.ProcessEnv): Motion {
  const files: string[] = [];
  const complaints: string[] = [];
  const waiting = new Map<number, () => void>();
  const motion = spawn('sh', ['-c', 'umask 002; exec motion -n -c "$0"', configuration], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const output of [motion.stdout, motion.stderr]) {
    createInterface({ input: output }).on('line', hear);
  }
  return {
    files,
    complaints,
    written: (count) =>
      new Promise((resolve) => {
        if (files.length >= count) resolve();
        else waiting.set(count, resolve);
      }),
    close: async () => {
      if (motion.exitCode !== null || motion.signalCode !== null) return;
      const ended = once(motion, 'close');
      motion.kill();
      await ended;
    },
  };

  function hear(line: string): void {
    const file = /event_newfile: Writing image to file: (.*)$/.exec(line)?.[1];
    if (file !== undefined) {
      files.push(file);
      waiting.get(files.length)?.();
    } else if (/\[(?:EMG|ALR|CRT|ERR|WRN)\]|not found/.test(line) && !/Reconnecting/.test(line)) {
      complaints.push(line);
    }
  }
}
