import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFile } from '../runtime/project-file.ts';
import { bundleUploader } from '../services/uploader/pi/package/bundle-uploader.ts';

type Bench = {
  /** Where program, configuration and state lie. */
  readonly folder: string;
  readonly pictureFolder: string;
  readonly endpoint: string;
  /** Whether pictures wait for the note of Motion's hook. */
  readonly hook?: boolean;
};

/** Makes the program as the package has it. */
export async function makeUploader(folder: string): Promise<void> {
  for (const { name, bytes } of await bundleUploader('bench')) {
    await writeFile(join(folder, name), bytes);
  }
}

/** The command that runs the uploader as systemd does on the Pi, for one camera without sampling. */
export async function uploaderCommand(bench: Bench): Promise<readonly string[]> {
  const { folder, pictureFolder, endpoint, hook = false } = bench;
  const config = join(folder, 'uploader.yaml');
  const camera = JSON.stringify({ name: 'garden', folder: pictureFolder, sampling: 'off', hook });
  const settings = ['region: eu-west-1', 'bucket: pictures', `endpoint: ${endpoint}`];
  await writeFile(config, [...settings, `cameras: [${camera}]`, ''].join('\n'));
  return [
    ...[process.execPath, ...(await flags()), join(folder, 'uploader.mjs'), 'run'],
    ...['--config', config, '--state', folder, '--status', join(folder, 'status.json')],
  ];
}

async function flags(): Promise<readonly string[]> {
  const unit = 'services/uploader/pi/package/intellicam-uploader.service';
  const text = await readFile(projectFile(unit), 'utf8');
  const line = /^ExecStart=\S+ (.*) \S+ run$/m.exec(text)?.[1];
  if (line === undefined) throw new Error(`read ${unit}: it starts no program`);
  return line.split(' ');
}
