import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFile } from '../runtime/project-file.ts';
import { drawPictures } from './draw-pictures.ts';
import { recordAnswers } from './record-answers.ts';
import { writePictures } from './write-pictures.ts';

export type ProcessMeasurement = {
  readonly picturesPerSecond: number;
  /** The most resident memory, in MB. */
  readonly peakMemory: number;
};

const sampleMilliseconds = 100;

/** What `local --once` achieves with recorded labels, in a process of its own, start and end included. */
export async function measureProcess(
  folder: string,
  pictures: number,
): Promise<ProcessMeasurement> {
  await writePictures(join(folder, 'pictures', 'garden'), await drawPictures(pictures));
  const child = spawn(
    process.execPath,
    [
      ...[projectFile('cli/intellicam.cjs'), 'local', '--once', '--json'],
      ...['--watch', join(folder, 'pictures'), '--data', join(folder, 'data')],
      ...['--labeler', await recordAnswers(folder, pictures)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-1_000);
  });
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
  await once(child, 'close');
  clearInterval(timer);
  const seconds = Number(/"seconds":([\d.]+)/.exec(output)?.[1]);
  return { picturesPerSecond: pictures / seconds, peakMemory: Math.round(peakKilobytes / 1024) };
}
