import { randomFillSync } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timeProgram } from './time-program.ts';
import type { UploadEndpoint } from './upload-endpoint.ts';
import { uploaderCommand } from './uploader-command.ts';

const files = 100_000;
const pictureBytes = 2_000;
const inFolder = 1_000;
// Enough to see that what is held does not grow: several times what the uploader holds at once.
const sent = 20_000;

type Backlog = {
  readonly folder: string;
  readonly endpoint: UploadEndpoint;
  readonly env: NodeJS.ProcessEnv;
};

/** The line that says how the uploader begins with a weekend's pictures. */
export async function measureBacklog({ folder, endpoint, env }: Backlog): Promise<string> {
  const pictureFolder = join(folder, 'backlog');
  await writeBacklog(pictureFolder);
  const command = await uploaderCommand({ folder, pictureFolder, endpoint: endpoint.endpoint });
  const begins = endpoint.begins();
  const enough = endpoint.expect(sent);
  const startedAt = performance.now();
  const run = timeProgram(command, env);
  const failed = run.ended.then(({ code, errors }) => {
    throw new Error(`measure the backlog: the uploader ended with ${code}. ${errors}`);
  });
  const firstAt = await Promise.race([begins, failed]);
  await Promise.race([enough, failed]);
  failed.catch(() => undefined);
  await run.end();
  const { peakMemory } = await run.ended;
  await rm(pictureFolder, { recursive: true, force: true });
  const seconds = ((firstAt - startedAt) / 1000).toFixed(1);
  return `${files} pictures of backlog: the first is sent after ${seconds} s; ${peakMemory.toFixed(0)} MB at most while ${sent} are sent`;
}

async function writeBacklog(folder: string): Promise<void> {
  const bytes = Buffer.alloc(pictureBytes);
  for (let index = 0; index < files; index += 1) {
    const day = join(folder, String(Math.floor(index / inFolder)));
    if (index % inFolder === 0) await mkdir(day, { recursive: true });
    randomFillSync(bytes);
    bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 2]);
    bytes.set([0xff, 0xd9], pictureBytes - 2);
    await writeFile(join(day, `${1_795_000_000 + index}-00.jpg`), bytes);
  }
}
