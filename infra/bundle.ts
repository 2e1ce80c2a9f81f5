import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { arch } from 'node:process';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { projectFile } from '../runtime/project-file.ts';
import { type BundledFunction, bundleFunctions } from './bundle-functions.ts';

// Bundles every function and says how large it is and how soon it starts on this machine.
const largestModuleBytes = 1024 * 1024;
const longestStartMilliseconds = 100;
const starts = 7;
// As Lambda does: the module is loaded, then the first batch comes, here an empty one.
const program = `
  const start = performance.now();
  const { handler } = await import('./index.mjs');
  await handler({ Records: [] });
  process.stdout.write(String(performance.now() - start));
  process.exit();`;
const environment = {
  AWS_REGION: 'eu-west-1',
  INTELLICAM_STAGE: 'bundle',
  INTELLICAM_BUCKET: 'pictures',
  INTELLICAM_BUS: 'intellicam',
  INTELLICAM_ALARM_TOPIC: 'arn:aws:sns:eu-west-1:000000000000:alarms',
  INTELLICAM_LAYOUT: 'intellicam',
  INTELLICAM_TIME_ZONE: 'Europe/Berlin',
};

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

/** The median time until a fresh process can handle messages, without that of Node itself. */
async function startMilliseconds({ name, zipFile }: BundledFunction): Promise<number> {
  const folder = join(outFolder, `${name}-unpacked`);
  try {
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(zipFile)))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const times: number[] = [];
    for (let start = 0; start < starts; start += 1) times.push(await startOnce(folder));
    return times.toSorted((a, b) => a - b)[Math.floor(starts / 2)] ?? Number.NaN;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', program],
    { cwd: folder, env: { ...process.env, ...environment } },
  );
  return Number(stdout);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`.padStart(8);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
