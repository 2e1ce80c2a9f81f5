import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { arch } from 'node:process';
import { projectFile } from '../runtime/project-file.ts';
import { type BundledFunction, bundleFunctions } from './bundle-functions.ts';
import { measureStart } from './measure-start.ts';
import { median } from './median.ts';
import { unpackFunction } from './unpack-function.ts';

// Bundles every function and says how large it is and how soon it starts on this machine.
const largestModuleBytes = 1024 * 1024;
const longestStartMilliseconds = 100;
const starts = 7;

const outFolder = projectFile('dist', 'functions');
const bundles = await bundleFunctions({
  servicesFolder: projectFile('dist', 'services'),
  outFolder,
  architecture: arch === 'arm64' ? 'arm64' : 'x64',
});
for (const bundle of bundles) {
  const milliseconds = await startMilliseconds(bundle);
  print(
    `${bundle.name.padEnd(12)} zip ${kilobytes(bundle.sizeBytes)}, module ` +
      `${kilobytes(bundle.moduleBytes)}, started in ${milliseconds.toFixed(0)} ms`,
  );
  // How long it takes depends on who else is on the machine, so that alone fails nothing.
  if (milliseconds > longestStartMilliseconds) print(`${bundle.name} started slowly: above 100 ms`);
  if (bundle.moduleBytes > largestModuleBytes) {
    print(`${bundle.name} is too large: above 1 MB`);
    process.exitCode = 1;
  }
}

async function startMilliseconds({ name, zipFile }: BundledFunction): Promise<number> {
  const folder = join(outFolder, `${name}-unpacked`);
  try {
    const moduleFile = await unpackFunction(zipFile, folder);
    const times: number[] = [];
    for (let start = 0; start < starts; start += 1) times.push(await measureStart(moduleFile));
    return median(times);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`.padStart(8);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
