import { spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../infra/median.ts';
import { projectFile } from '../runtime/project-file.ts';
import { ancestorName, makeAncestorFunction } from './ancestor-function.ts';
import { timeProgram } from './time-program.ts';
import type { UploadEndpoint } from './upload-endpoint.ts';
import { uploaderCommand } from './uploader-command.ts';

const pictures = 40;
const ancestorsPictures = 5;
const pictureBytes = 100_000;

type Latency = {
  readonly folder: string;
  readonly endpoint: UploadEndpoint;
  readonly env: NodeJS.ProcessEnv;
};

/** The lines that say how long it takes from the closing of a file to the first byte sent. */
export async function measureLatency(options: Latency): Promise<readonly string[]> {
  const hooked = await ofDaemon(options, true);
  const watched = await ofDaemon(options, false);
  const line = 'from the closing of a file to the first byte sent, at the median:';
  return [
    line,
    `  uploader, with Motion's hook: ${milliseconds(hooked)}, without: ${milliseconds(watched)}`,
    `  one Node process for each picture: ${await ofAncestor(options)}`,
  ];
}

async function ofDaemon({ folder, endpoint, env }: Latency, hook: boolean) {
  const pictureFolder = join(folder, hook ? 'hooked' : 'watched');
  const notes = join(folder, 'hooks');
  for (const path of [pictureFolder, notes]) await mkdir(path, { recursive: true });
  const command = { folder, pictureFolder, endpoint: endpoint.endpoint, hook };
  const started = endpoint.expect(1);
  const run = timeProgram(await uploaderCommand(command), env);
  // The first is there to see that it runs.
  writePicture(join(pictureFolder, 'first.jpg'));
  await started;
  const script = projectFile('services/uploader/pi/package/intellicam-uploader');
  // As Motion does: a shell, with the command as a text.
  const hookFor = (path: string) =>
    spawn('/bin/sh', ['-c', `"${script}" hook "${path}" event=7 type=1 area=1x2x3x4`], {
      ...{ env: { ...env, INTELLICAM_HOOKS: notes }, stdio: 'ignore' },
    });
  const found: number[] = [];
  for (let n = 0; n < pictures; n += 1) {
    // Motion does not wait for us, nor our timers for Motion.
    await pause(20 + Math.random() * 100);
    const path = join(pictureFolder, `${n}.jpg`);
    found.push(await untilSent(endpoint, path, () => hook && hookFor(path)));
  }
  await run.end();
  await run.ended;
  return found;
}

async function ofAncestor({ folder, endpoint, env }: Latency): Promise<string> {
  const home = join(folder, 'ancestor');
  const made = await makeAncestorFunction(home);
  if (made.outcome === 'left out') return `left out, ${made.reason}`;
  const program = join(home, 'upload.cjs');
  await writeFile(program, ancestor);
  const found: number[] = [];
  for (let n = 0; n < ancestorsPictures; n += 1) {
    const path = join(home, `${n}.jpg`);
    const args = [program, path, endpoint.endpoint];
    const start = () => spawn(process.execPath, args, { env, stdio: 'ignore' });
    found.push(await untilSent(endpoint, path, start));
  }
  await rm(home, { recursive: true, force: true });
  return `${milliseconds(found)} (${ancestorName.split(',')[0]}, as plain files)`;
}

const ancestor = `
  const AWS = require('aws-sdk');
  const [path, endpoint] = process.argv.slice(2);
  const s3 = new AWS.S3({ endpoint, s3ForcePathStyle: true });
  const Body = require('fs').readFileSync(path);
  s3.putObject({ Bucket: 'pictures', Key: 'upload/garden/' + path.split('/').pop(), Body }).send();
`;

async function untilSent(endpoint: UploadEndpoint, path: string, start: () => unknown) {
  const arrives = endpoint.begins();
  const done = endpoint.expect(1);
  const closedAt = writePicture(path);
  start();
  const arrivedAt = await arrives;
  await done;
  return arrivedAt - closedAt;
}

/** Gives back when it was closed. */
function writePicture(path: string): number {
  const bytes = randomFillSync(Buffer.alloc(pictureBytes));
  bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 2]);
  bytes.set([0xff, 0xd9], pictureBytes - 2);
  const file = openSync(path, 'w');
  writeSync(file, bytes);
  closeSync(file);
  return performance.now();
}

function milliseconds(found: readonly number[]): string {
  return `${median(found).toFixed(0)} ms (of ${found.length})`;
}
