import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../infra/median.ts';
import { measureBacklog } from './measure-backlog.ts';
import { measureLatency } from './measure-latency.ts';
import { type TimedRun, timeProgram } from './time-program.ts';
import { startUploadEndpoint, type UploadEndpoint } from './upload-endpoint.ts';
import { makeUploader, uploaderCommand } from './uploader-command.ts';

const pictures = 1_000;
const pictureBytes = 100_000;
const atOnce = 4;
const rounds = 5;

/** Somebody who can send a folder to a store. */
type Sender = {
  readonly name: string;
  /** Whether it stays, to wait for more. */
  readonly stays: boolean;
  command(folder: string, endpoint: string): Promise<readonly string[]>;
};

type Sent = Pick<TimedRun, 'processorSeconds' | 'peakMemory'> & { readonly seconds: number };

/** The lines that say how our uploader compares with others that send a folder, taking turns. */
export async function measureUploader(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  await makeUploader(folder);
  const others = await Promise.all([rclone, aws].map(whetherThere));
  const there = others.flatMap(({ sender }) => sender ?? []);
  const senders = [ours(folder), ...there];
  const results = new Map<string, Sent[]>(senders.map(({ name }) => [name, []]));
  const endpoint = await startUploadEndpoint();
  let latency: readonly string[];
  let backlog: string;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const sender of senders) {
        results.get(sender.name)?.push(await send(sender, join(folder, 'garden'), endpoint));
      }
    }
    const env = environment(endpoint.endpoint);
    latency = await measureLatency({ folder, endpoint, env });
    backlog = await measureBacklog({ folder, endpoint, env });
  } finally {
    endpoint.close();
  }
  return [
    `${pictures} pictures of ${pictureBytes / 1000} KB to a local store; medians of ${rounds} rounds:`,
    row('', 'until stored', 'processor', 'memory'),
    ...senders.map(({ name }) => rowOf(name, results.get(name) ?? [])),
    ...others.flatMap(({ leftOut }) => leftOut ?? []),
    ...latency,
    backlog,
  ];
}

async function send(sender: Sender, folder: string, endpoint: UploadEndpoint): Promise<Sent> {
  await writePictures(folder);
  const command = await sender.command(folder, endpoint.endpoint);
  const arrived = endpoint.expect(pictures);
  const startedAt = performance.now();
  const run = timeProgram(command, environment(endpoint.endpoint));
  const ended = run.ended.then((result) => {
    if (result.code === 0) return result;
    throw new Error(`measure ${sender.name}: it ended with ${result.code}. ${result.errors}`);
  });
  // A program that fails never sends its last picture.
  const arrivedAt = await Promise.race([arrived, ended.then(() => arrived)]);
  if (sender.stays) await run.end();
  const { processorSeconds, peakMemory } = await ended;
  return { seconds: (arrivedAt - startedAt) / 1000, processorSeconds, peakMemory };
}

// Like pictures to whoever looks at the header and the end, and as hard to compress. One without an end
// of its header would be waited for: it looks as if somebody still wrote it.
async function writePictures(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bytes = Buffer.alloc(pictureBytes);
  for (let index = 0; index < pictures; index += 1) {
    randomFillSync(bytes);
    bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 2]);
    bytes.set([0xff, 0xd9], pictureBytes - 2);
    await writeFile(join(folder, `${1_795_000_000 + index}-00.jpg`), bytes);
  }
}

function environment(endpoint: string): NodeJS.ProcessEnv {
  // Nobody's own settings.
  const { AWS_CA_BUNDLE: _, AWS_PROFILE: __, ...env } = process.env;
  return {
    ...env,
    ...{ AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench', AWS_REGION: 'eu-west-1' },
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_CONFIG_FILE: '/dev/null' },
    ...{ RCLONE_CONFIG: '/dev/null', RCLONE_CONFIG_STORE_TYPE: 's3' },
    ...{ RCLONE_CONFIG_STORE_PROVIDER: 'Other', RCLONE_CONFIG_STORE_ENV_AUTH: 'true' },
    ...{ RCLONE_CONFIG_STORE_ENDPOINT: endpoint, RCLONE_CONFIG_STORE_NO_CHECK_BUCKET: 'true' },
  };
}

function ours(folder: string): Sender {
  return {
    ...{ name: 'uploader', stays: true },
    command: (pictureFolder, endpoint) => uploaderCommand({ folder, pictureFolder, endpoint }),
  };
}

const rclone: Sender = {
  ...{ name: 'rclone copy', stays: false },
  command: async (folder) => [
    ...['rclone', 'copy', '--transfers', `${atOnce}`, folder, 'store:pictures/upload/garden'],
  ],
};

const aws: Sender = {
  ...{ name: 'aws s3 cp', stays: false },
  command: async (folder) => [
    ...['aws', 's3', 'cp', '--recursive', '--quiet', folder, 's3://pictures/upload/garden'],
  ],
};

async function whetherThere(
  sender: Sender,
): Promise<{ readonly sender?: Sender; readonly leftOut?: string }> {
  const [program = ''] = await sender.command('', '');
  try {
    await promisify(execFile)(program, [program === 'aws' ? '--version' : 'version']);
    return { sender };
  } catch {
    return { leftOut: `not compared with ${sender.name}: ${program} is not installed` };
  }
}

function rowOf(name: string, sent: readonly Sent[]): string {
  const of = (value: (one: Sent) => number) => median(sent.map(value));
  return row(
    name,
    `${of(({ seconds }) => seconds).toFixed(2)} s`,
    `${of(({ processorSeconds }) => processorSeconds).toFixed(2)} s`,
    `${of(({ peakMemory }) => peakMemory).toFixed(0)} MB`,
  );
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(12)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}
