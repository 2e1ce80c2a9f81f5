import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFile } from '../runtime/project-file.ts';
import { drawPictures } from './draw-pictures.ts';
import { recordAnswers } from './record-answers.ts';
import { writePictures } from './write-pictures.ts';

const sampleMilliseconds = 100;

/** The most memory, in MB, that a process of its own takes while so many pictures go through. */
export async function measureMemory({
  folder,
  pictures,
  labeler,
}: {
  readonly folder: string;
  readonly pictures: number;
  readonly labeler?: string;
}): Promise<number> {
  await writePictures(join(folder, 'pictures', 'garden'), await drawPictures(pictures));
  const child = spawn(
    process.execPath,
    [
      ...[projectFile('cli/intellicam.cjs'), 'local', '--once'],
      ...['--watch', join(folder, 'pictures'), '--data', join(folder, 'data')],
      ...['--labeler', labeler ?? (await recordAnswers(folder))],
    ],
    { stdio: 'ignore' },
  );
  let peakKilobytes = 0;
  const timer = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        peakKilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? peakKilobytes);
      },
      // The process has just ended.
      () => {},
    );
  }, sampleMilliseconds);
  await once(child, 'exit');
  clearInterval(timer);
  if (child.exitCode !== 0) throw new Error(`measure memory: exit code ${child.exitCode}`);
  return Math.round(peakKilobytes / 1024);
}
