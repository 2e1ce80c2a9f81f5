import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../infra/median.ts';
import { describeMachine } from './describe-machine.ts';
import { drawPictures } from './draw-pictures.ts';
import { functionTable } from './function-table.ts';
import { measureDetector } from './measure-detector.ts';
import { measureFunctions } from './measure-functions.ts';
import { measureIndex } from './measure-index.ts';
import { measurePage } from './measure-page.ts';
import { measurePipeline } from './measure-pipeline.ts';
import { measureProcess } from './measure-process.ts';
import { measureUploader } from './measure-uploader.ts';

// Machines are shared and noisy: every ratio is the median of rounds that take turns.
const rounds = 3;
const detectorPictures = 80;
const many = 5_000;

const folder = await mkdtemp(join(tmpdir(), 'intellicam-bench-'));
try {
  print(describeMachine());
  const pictures = await drawPictures(detectorPictures);
  const threads = Math.min(2, availableParallelism());
  const [scaling, share]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const one = await measureDetector(pictures, 1);
    const several = await measureDetector(pictures, threads);
    const data = join(folder, `centernet-${round}`);
    const whole = await measurePipeline(data, pictures);
    scaling.push(several / one);
    share.push(whole / several);
    print(
      `round ${round + 1}: detector ${rate(one)} with one thread, ${rate(several)} with ${threads}; ` +
        `whole pipeline ${rate(whole)}`,
    );
  }
  print(`detector, ${threads} threads against one: ${median(scaling).toFixed(2)} times as fast`);
  print(`whole pipeline against the detector alone: ${percent(median(share))}`);

  const { picturesPerSecond, peakMemory } = await measureProcess(join(folder, 'many'), many);
  print(`whole pipeline with recorded labels, each picture durable: ${rate(picturesPerSecond)}`);
  print(`most memory while ${many} pictures went through: ${peakMemory} MB`);

  const functions = await measureFunctions(join(folder, 'functions'));
  for (const line of functionTable(functions)) print(line);

  for (const line of await measureIndex()) print(line);

  for (const line of await measureUploader(join(folder, 'uploader'))) print(line);

  for (const line of await measurePage()) print(line);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function rate(picturesPerSecond: number): string {
  return `${picturesPerSecond.toFixed(1)} pictures/s`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
